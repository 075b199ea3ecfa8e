// What can be applied for: every track of every programme, those whose call is
// past behind the others.
import { textOf } from "@/engine/model";
import type { LocalizedText } from "@/gen/cmmm/v1/model_pb";
import type { ProgrammeSummary } from "@/gen/cmmm/v1/model_service_pb";

/** As many as one asks for at once. */
export const EVERY = { pageSize: 200 };

export interface Track {
  /** `programme/track`. */
  key: string;
  programme: string;
  track: string;
  /** The highest level demanded; 0: none. */
  level: number;
  title: LocalizedText[];
  /** The call is over on the day that was asked about. */
  isPast: boolean;
}

/** `today` as the engine writes days. */
export function tracksOf(all: ProgrammeSummary[], today: string): Track[] {
  const tracks = all.flatMap(({ programme, title, lastDay, tracks }) =>
    tracks.map(({ id, level, name }) => ({
      key: `${programme?.id ?? ""}/${id}`,
      programme: programme?.id ?? "",
      track: id,
      level,
      title: [textOf(title), textOf(name)],
      isPast: lastDay !== "" && lastDay < today,
    })),
  );
  const isPast = (one: Track) => Number(one.isPast);
  return tracks.sort((a, b) => isPast(a) - isPast(b));
}

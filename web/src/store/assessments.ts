// Assessments as a whole: new ones, copies, and files.
import { now } from "@/clock";
import { toStored } from "@/engine/request";
import type { Model } from "@/engine/model";
import type { ScoreRequest } from "@/gen/cmmm/v1/scoring_service_pb";
import { readAnswers, writeAnswers, writeAssessment } from "@/store/database";
import {
  decides,
  type Assessment,
  type Facts,
  type StoredAnswer,
} from "@/store/types";

/** 128 random bits; crypto.randomUUID is younger than the browsers served. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Given = Pick<
  Assessment,
  "name" | "aim" | "weightSet" | "excluded" | "model"
>;

export function newAssessment(given: Given, at = now()): Assessment {
  return {
    ...given,
    id: newId(),
    created: at,
    changed: at,
    answered: 0,
    declared: {},
    frozen: [],
    tasks: {},
  };
}

/** Writes a copy with all its answers. */
export async function duplicate(
  assessment: Assessment,
  name: string,
): Promise<Assessment> {
  const copy = { ...assessment, id: newId(), name, changed: now() };
  const answers = await readAnswers(assessment.id);
  await writeAnswers(
    answers.map((answer) => ({ ...answer, assessment: copy.id })),
  );
  await writeAssessment(copy);
  return copy;
}

const FACTS = [
  "unifiedSocialCreditCode",
  "assessedOn",
  "assessor",
  "contact",
  "industry",
  "region",
  "remarks",
] as const;

/** What a file says about the enterprise; undefined: nothing. */
function factsOf({ info }: ScoreRequest): Facts | undefined {
  const said = FACTS.filter((fact) => info?.[fact]);
  if (said.length === 0) return undefined;
  return Object.fromEntries(said.map((fact) => [fact, info?.[fact]]));
}

/** What a file says, as an assessment of its own; nothing is written. */
export function fromRequest(
  request: ScoreRequest,
  model: Model,
  name: string,
): { assessment: Assessment; answers: StoredAnswer[] } {
  const { profile } = request;
  const level = profile?.assessUpToLevel ?? 0;
  const assessment = newAssessment({
    name: request.info?.enterpriseName || name,
    aim: level > 0 ? { kind: "level", level } : { kind: "full" },
    weightSet: profile?.weightSet ?? "",
    excluded: [...(profile?.excludedDomainIds ?? [])],
    model: { id: model.id, version: model.version },
  });
  const facts = factsOf(request);
  if (facts) assessment.facts = facts;
  const list = request.answers.case === "list" ? request.answers.value : null;
  const answers = (list?.answers ?? []).flatMap(
    (answer) => toStored(assessment.id, answer) ?? [],
  );
  assessment.answered = answers.filter(decides).length;
  return { assessment, answers };
}

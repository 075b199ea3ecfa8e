// What an adviser takes away: the workbook of results, all reports, and what
// has to be corrected.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { strToU8, Zip, ZipDeflate } from "fflate";
import { now } from "@/clock";
import { documents } from "@/engine/documents";
import { fileNameOf } from "@/engine/file_name";
import { isBad, nameOf, type Standing } from "@/engine/many";
import type { Opened } from "@/engine/file";
import { UnansweredPolicy } from "@/gen/cmmm/v1/answers_pb";
import {
  Language,
  type ResultFileSchema,
} from "@/gen/cmmm/v1/document_service_pb";
import type { ScoreRequest } from "@/gen/cmmm/v1/scoring_service_pb";
import { dayOf, language } from "@/language";
import { texts } from "@/texts";

type Read = Opened & { kind: "read" };

function inLanguage(): Language {
  return language() === "zh" ? Language.ZH : Language.EN;
}

/** One thing that is wrong with a file, in both languages. */
export interface Correction {
  place: string;
  ruleId: string;
  value: string;
  message: { zh: string; en: string };
  instead: { zh: string; en: string }[];
}

/** What has to be corrected in a file that has no result. */
export function correctionsOf({ opened, problem }: Standing): Correction[] {
  if (opened.kind === "findings") {
    return opened.findings.map((one) => ({
      place: one.place,
      ruleId: one.ruleId,
      value: one.value,
      message: { zh: one.message?.zh ?? "", en: one.message?.en ?? "" },
      instead: one.corrections.map(({ zh, en }) => ({ zh, en })),
    }));
  }
  const [zh, en] =
    opened.kind === "large"
      ? texts.saved.file_large
      : problem?.kind === "gone"
        ? texts.problem.gone
        : texts.saved.file_bad;
  const ruleId =
    opened.kind === "large"
      ? "workbook.too_large"
      : problem?.kind === "gone"
        ? "model_not_found"
        : "request.malformed";
  const whole = { place: "", ruleId, value: "", instead: [] };
  const details = problem?.details.map((one) => ({
    ...whole,
    ruleId: one.rule,
    value: one.requirement,
    message: { zh: one.zh || zh, en: one.en || en },
  }));
  return details?.length ? details : [{ ...whole, message: { zh, en } }];
}

// What people wrote is in the reports.
function withoutTexts(request: ScoreRequest): ScoreRequest {
  const { answers } = request;
  if (answers.case !== "list") return request;
  const bare = answers.value.answers.map((answer) => ({
    ...answer,
    note: "",
    evidence: [],
  }));
  const value = { ...answers.value, answers: bare };
  return { ...request, answers: { case: "list", value } };
}

type FileInit = MessageInitShape<typeof ResultFileSchema>;

function fileOf(standing: Standing): FileInit[] {
  // The workbook has the enterprise's own name in a column of its own.
  const name = standing.label.replace(/\.\w+$/, "");
  if (standing.score && standing.opened.kind === "read") {
    return [{ name, assessment: withoutTexts(standing.opened.request) }];
  }
  if (!isBad(standing)) return [];
  const findings = correctionsOf(standing);
  return [{ name, findings, findingCount: findings.length }];
}

/** The workbook of results. Throws what the client throws. */
export async function writeResults(standings: Standing[]): Promise<Uint8Array> {
  const { workbook } = await documents.writeResults({
    files: standings.flatMap(fileOf),
    language: inLanguage(),
  });
  return workbook;
}

/** The name, or the same with a number where it was taken. */
function distinct(name: string, taken: Set<string>): string {
  const stem = fileNameOf(name);
  let free = stem;
  for (let n = 2; taken.has(free.toLowerCase()); ++n) free = `${stem}-${n}`;
  taken.add(free.toLowerCase());
  return free;
}

/**
 * All reports as one archive, one asked for after the other; `progress` hears
 * which one. Throws what the client throws.
 */
export async function zipReports(
  standings: Standing[],
  progress: (nth: number) => void,
): Promise<Blob> {
  const pieces: BlobPart[] = [];
  const archive = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  const taken = new Set<string>();
  for (const [index, one] of standings.entries()) {
    progress(index + 1);
    const { html } = await documents.writeReport({
      assessment: {
        ...(one.opened as Read).request,
        unanswered: UnansweredPolicy.BOUNDS,
      },
      language: inLanguage(),
      label: nameOf(one),
      date: dayOf(now()),
    });
    const entry = new ZipDeflate(`${distinct(nameOf(one), taken)}.html`);
    archive.add(entry);
    entry.push(strToU8(html), true);
  }
  archive.end();
  return new Blob(pieces, { type: "application/zip" });
}

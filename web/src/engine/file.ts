// A file that a person opens: an assessment, or why it is none. A workbook is
// read by the engine, which says what is wrong cell by cell.
import { fromJsonString } from "@bufbuild/protobuf";
import { analysis, analysisOf } from "@/engine/client";
import { documents } from "@/engine/documents";
import { loadModel, type Model } from "@/engine/model";
import { problemOf, problemOfText, type Problem } from "@/engine/problem";
import type { WorkbookFinding } from "@/gen/cmmm/v1/document_service_pb";
import {
  ScoreRequestSchema,
  type ScoreRequest,
} from "@/gen/cmmm/v1/scoring_service_pb";
import { work } from "@/state";

const MIB = 1024 * 1024;

export type Opened =
  | { kind: "read"; name: string; request: ScoreRequest; model: Model }
  | { kind: "bad" | "large" }
  | { kind: "findings"; findings: WorkbookFinding[]; count: number }
  | { kind: "problem"; problem: Problem };

// What the server takes in one message, with room to spare.
const MOST_SENT = 3 * MIB;
// Far above any workbook with photos in it: nobody waits for half a gigabyte to
// be read.
const MOST_READ = 64 * MIB;
const MOST_UNPACKED = 256 * MIB;

function parse(text: string, ignoreUnknownFields: boolean) {
  try {
    return fromJsonString(ScoreRequestSchema, text, { ignoreUnknownFields });
  } catch {
    return null;
  }
}

/** Whether it may be a list of answers, whatever is wrong with it. */
function hasAnswers(text: string): boolean {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && "list" in found;
  } catch {
    return false;
  }
}

const modelOf = ({ model }: ScoreRequest) =>
  loadModel(model?.id ?? "", model?.version ?? "");

/**
 * The engine reads it first, as at every other door: a field twice, or one that
 * there is not, may mean something else than the page would make of it.
 */
async function openAnswers(name: string, file: File): Promise<Opened> {
  const text = await file.text();
  if (!hasAnswers(text)) return { kind: "bad" };
  const request = parse(text, true);
  try {
    // What is wrong with an answer is told by its question.
    const model = request && (await modelOf(request));
    const asked = `{"limit": 1, "assessment": ${text}}`;
    await analysisOf(asked).nextQuestions({});
    if (!model || request.answers.case !== "list") return { kind: "bad" };
    // What the engine knows and this page does not is of a newer page.
    if (!parse(text, false)) work.isOutdated = true;
    return { kind: "read", name, request, model };
  } catch (error) {
    const problem = problemOfText(error, request ?? undefined);
    return { kind: "problem", problem };
  }
}

/** What of the workbook is sent; null: it is too large all the same. */
async function toSend(file: File): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length <= MOST_SENT) return bytes;
  const { withoutPictures } = await import("@/engine/shrink");
  try {
    const small = withoutPictures(bytes, MOST_UNPACKED);
    return small.length <= MOST_SENT ? small : null;
  } catch {
    return null;
  }
}

async function openWorkbook(name: string, file: File): Promise<Opened> {
  const workbook = await toSend(file);
  if (!workbook) return { kind: "large" };
  let assessment: ScoreRequest | undefined;
  try {
    const read = await documents.readWorkbook({ workbook });
    assessment = read.assessment;
    if (!assessment) {
      const { findings, findingCount: count } = read;
      return { kind: "findings", findings, count };
    }
    const model = await modelOf(assessment);
    await analysis.nextQuestions({ assessment, limit: 1 });
    return { kind: "read", name, request: assessment, model };
  } catch (error) {
    return { kind: "problem", problem: problemOf(error, assessment) };
  }
}

const WORKBOOK = /\.(xlsx|xlsm|xls|et|xlsb|ods)$/i;

/** Reads the file and has the engine look at it. Writes nothing. */
export async function openFile(file: File): Promise<Opened> {
  const isWorkbook = WORKBOOK.test(file.name);
  if (file.size > (isWorkbook ? MOST_READ : MOST_SENT)) {
    return { kind: "large" };
  }
  const name = file.name.replace(/\.\w+$/, "");
  return isWorkbook ? openWorkbook(name, file) : openAnswers(name, file);
}

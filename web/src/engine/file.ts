// A file that a person opens: an assessment, or why it is none. A workbook is
// read by the engine, which says what is wrong cell by cell.
import { fromJsonString } from "@bufbuild/protobuf";
import { analysis, documents } from "@/engine/client";
import { loadModel, type Model } from "@/engine/model";
import { problemOf, type Problem } from "@/engine/problem";
import type { WorkbookFinding } from "@/gen/cmmm/v1/document_service_pb";
import {
  ScoreRequestSchema,
  type ScoreRequest,
} from "@/gen/cmmm/v1/scoring_service_pb";

export type Opened =
  | { kind: "read"; name: string; request: ScoreRequest; model: Model }
  | { kind: "bad" | "large" }
  | { kind: "findings"; findings: WorkbookFinding[]; count: number }
  | { kind: "problem"; problem: Problem };

// Far above any assessment: nobody waits for half a gigabyte to be read.
const MOST_BYTES = 3 * 1024 * 1024;

function parse(text: string): ScoreRequest | null {
  try {
    // A file of a newer page may have more in it.
    return fromJsonString(ScoreRequestSchema, text, {
      ignoreUnknownFields: true,
    });
  } catch {
    return null;
  }
}

async function look(name: string, request: ScoreRequest): Promise<Opened> {
  if (request.answers.case !== "list") return { kind: "bad" };
  const { id, version } = request.model ?? { id: "", version: "" };
  const model = await loadModel(id, version);
  await analysis.nextQuestions({ assessment: request, limit: 1 });
  return { kind: "read", name, request, model };
}

async function openWorkbook(name: string, file: File): Promise<Opened> {
  const workbook = new Uint8Array(await file.arrayBuffer());
  const read = await documents.readWorkbook({ workbook });
  if (read.assessment) return look(name, read.assessment);
  const { findings, findingCount: count } = read;
  return { kind: "findings", findings, count };
}

/** Reads the file and has the engine look at it. Writes nothing. */
export async function openFile(file: File): Promise<Opened> {
  if (file.size > MOST_BYTES) return { kind: "large" };
  const name = file.name.replace(/\.\w+$/, "");
  try {
    if (/\.(xlsx|xlsm|xls|et|xlsb|ods)$/i.test(file.name)) {
      return await openWorkbook(name, file);
    }
    const request = parse(await file.text());
    return request ? await look(name, request) : { kind: "bad" };
  } catch (error) {
    return { kind: "problem", problem: problemOf(error) };
  }
}

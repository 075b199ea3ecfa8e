// A file that a person opens: an assessment, or why it is none. A workbook is
// read by the engine, which says what is wrong cell by cell.
import { fromJsonString } from "@bufbuild/protobuf";
import { analysis } from "@/engine/client";
import { documents } from "@/engine/documents";
import { loadModel, type Model } from "@/engine/model";
import { problemOf, type Problem } from "@/engine/problem";
import type { WorkbookFinding } from "@/gen/cmmm/v1/document_service_pb";
import {
  ScoreRequestSchema,
  type ScoreRequest,
} from "@/gen/cmmm/v1/scoring_service_pb";

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
  const read = await documents.readWorkbook({ workbook });
  if (read.assessment) return look(name, read.assessment);
  const { findings, findingCount: count } = read;
  return { kind: "findings", findings, count };
}

const WORKBOOK = /\.(xlsx|xlsm|xls|et|xlsb|ods)$/i;

/** Reads the file and has the engine look at it. Writes nothing. */
export async function openFile(file: File): Promise<Opened> {
  const isWorkbook = WORKBOOK.test(file.name);
  if (file.size > (isWorkbook ? MOST_READ : MOST_SENT)) {
    return { kind: "large" };
  }
  const name = file.name.replace(/\.\w+$/, "");
  let request: ScoreRequest | null = null;
  try {
    if (isWorkbook) return await openWorkbook(name, file);
    request = parse(await file.text());
    return request ? await look(name, request) : { kind: "bad" };
  } catch (error) {
    return {
      kind: "problem",
      problem: problemOf(error, request ?? undefined),
    };
  }
}

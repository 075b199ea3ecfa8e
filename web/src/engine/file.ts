// A file that a person opens: an assessment, or why it is none.
import { fromJsonString } from "@bufbuild/protobuf";
import { analysis } from "@/engine/client";
import { loadModel } from "@/engine/model";
import { problemOf, type Problem } from "@/engine/problem";
import {
  ScoreRequestSchema,
  type ScoreRequest,
} from "@/gen/cmmm/v1/scoring_service_pb";
import { fromRequest } from "@/store/assessments";
import type { Assessment, StoredAnswer } from "@/store/types";

export type Opened =
  | { kind: "read"; assessment: Assessment; answers: StoredAnswer[] }
  | { kind: "bad" | "large" }
  | { kind: "problem"; problem: Problem };

// Far above any assessment: nobody waits for half a gigabyte to be read.
const MOST_BYTES = 16 * 1024 * 1024;

function parse(text: string): ScoreRequest | null {
  try {
    // A file of a newer page may have more in it; a misspelt field is found
    // by the engine, which is asked with what was understood.
    return fromJsonString(ScoreRequestSchema, text, {
      ignoreUnknownFields: true,
    });
  } catch {
    return null;
  }
}

/** Reads the file and has the engine look at it. Writes nothing. */
export async function openFile(file: File): Promise<Opened> {
  if (file.size > MOST_BYTES) return { kind: "large" };
  const request = parse(await file.text());
  if (request?.answers.case !== "list") return { kind: "bad" };
  try {
    const { id, version } = request.model ?? { id: "", version: "" };
    const model = await loadModel(id, version);
    await analysis.nextQuestions({ assessment: request, limit: 1 });
    const name = file.name.replace(/\.\w+$/, "");
    return { kind: "read", ...fromRequest(request, model, name) };
  } catch (error) {
    return { kind: "problem", problem: problemOf(error) };
  }
}

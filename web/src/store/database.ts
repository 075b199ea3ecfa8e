// What is kept in this browser, and nowhere else.
//
//   assessments  one record an assessment, by id
//   answers      one record an answer, by [assessment, requirement], so that
//                two tabs never overwrite what the other one did not touch
//   models       one record a model, so that questions can be read without a
//                network
//
// A write is done when its transaction is complete: what is then said to be
// saved is. Where the browser keeps nothing (private windows of some), the
// same is kept in memory, and `keeps()` says so.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Assessment, StoredAnswer } from "@/store/types";

/** A model as the engine sent it. */
export interface StoredModel {
  key: string;
  bytes: Uint8Array;
  /** Of what is in it; missing in what was kept by an older page. */
  digest?: string;
}

interface Schema extends DBSchema {
  assessments: { key: string; value: Assessment };
  answers: {
    key: [string, string];
    value: StoredAnswer;
    indexes: { assessment: string };
  };
  models: { key: string; value: StoredModel };
}

const VERSION = 1;

let database: IDBPDatabase<Schema> | null = null;
const memory = {
  assessments: new Map<string, Assessment>(),
  answers: new Map<string, StoredAnswer>(),
  models: new Map<string, StoredModel>(),
};

/** Opens the database. Never fails: see `keeps`. */
export async function openStore(name = "cmmm"): Promise<void> {
  try {
    database = await openDB<Schema>(name, VERSION, {
      upgrade(db) {
        db.createObjectStore("assessments", { keyPath: "id" });
        db.createObjectStore("answers", {
          keyPath: ["assessment", "requirement"],
        }).createIndex("assessment", "assessment");
        db.createObjectStore("models", { keyPath: "key" });
      },
    });
  } catch {
    database = null;
  }
}

/** Whether anything outlives the tab. */
export function keeps(): boolean {
  return database !== null;
}

/** A plain copy: what Vue watches cannot be stored. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export async function allAssessments(): Promise<Assessment[]> {
  if (!database) return [...memory.assessments.values()].map(plain);
  return database.getAll("assessments");
}

export async function readAssessment(
  id: string,
): Promise<Assessment | undefined> {
  if (database) return database.get("assessments", id);
  const kept = memory.assessments.get(id);
  return kept && plain(kept);
}

export async function writeAssessment(assessment: Assessment): Promise<void> {
  if (database) await database.put("assessments", plain(assessment));
  else memory.assessments.set(assessment.id, plain(assessment));
}

export async function readAnswers(assessment: string): Promise<StoredAnswer[]> {
  if (database) {
    return database.getAllFromIndex("answers", "assessment", assessment);
  }
  return [...memory.answers.values()]
    .filter((answer) => answer.assessment === assessment)
    .map(plain);
}

/** Writes all of `answers` or none of them. */
export async function writeAnswers(answers: StoredAnswer[]): Promise<void> {
  if (!database) {
    for (const answer of answers) {
      const key = `${answer.assessment}/${answer.requirement}`;
      memory.answers.set(key, plain(answer));
    }
    return;
  }
  const transaction = database.transaction("answers", "readwrite");
  for (const answer of answers) void transaction.store.put(plain(answer));
  await transaction.done;
}

/** Deletes an assessment with all its answers. */
export async function eraseAssessment(id: string): Promise<void> {
  if (!database) {
    memory.assessments.delete(id);
    for (const [key, answer] of memory.answers) {
      if (answer.assessment === id) memory.answers.delete(key);
    }
    return;
  }
  const transaction = database.transaction(
    ["assessments", "answers"],
    "readwrite",
  );
  void transaction.objectStore("assessments").delete(id);
  const answers = transaction.objectStore("answers").index("assessment");
  let cursor = await answers.openCursor(id);
  while (cursor) {
    void cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
}

export async function readModel(key: string): Promise<StoredModel | undefined> {
  return database ? database.get("models", key) : memory.models.get(key);
}

export async function writeModel(model: StoredModel): Promise<void> {
  if (database) await database.put("models", model);
  else memory.models.set(model.key, model);
}

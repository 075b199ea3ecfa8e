// What is written to the browser is there, and only it.
import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { Grade } from "@/gen/cmmm/v1/answers_pb";
import { newAssessment, newId } from "@/store/assessments";
import * as store from "@/store/database";

const given = {
  name: "<script>alert(1)</script> \u202e 名",
  aim: { kind: "level", level: 2 } as const,
  weightSet: "w",
  excluded: ["x"],
  model: { id: "m", version: "1" },
};
let count = 0;
beforeEach(async () => {
  await store.openStore(`test-${++count}`);
});

function answer(assessment: string, requirement: string, grade: Grade) {
  return { assessment, requirement, grade, at: 1 };
}

test("an assessment comes back as it was written", async () => {
  const one = newAssessment(given, 5);
  await store.writeAssessment(one);
  expect(store.keeps()).toBe(true);
  expect(await store.readAssessment(one.id)).toEqual(one);
  expect(await store.allAssessments()).toEqual([one]);
});

test("an answer leaves those of other requirements alone", async () => {
  await store.writeAnswers([answer("a", "r1", Grade.PARTLY)]);
  await Promise.all([
    store.writeAnswers([answer("a", "r2", Grade.FULLY)]),
    store.writeAnswers([answer("b", "r1", Grade.NOT)]),
  ]);
  await store.writeAnswers([answer("a", "r2", Grade.MOSTLY)]);
  expect(await store.readAnswers("a")).toEqual([
    answer("a", "r1", Grade.PARTLY),
    answer("a", "r2", Grade.MOSTLY),
  ]);
  expect(await store.readAnswers("b")).toHaveLength(1);
});

test("erasing takes one assessment with its answers", async () => {
  const [one, two] = [newAssessment(given), newAssessment(given)];
  await store.writeAssessment(one);
  await store.writeAssessment(two);
  await store.writeAnswers([
    answer(one.id, "r", Grade.NOT),
    answer(two.id, "r", Grade.NOT),
  ]);
  await store.eraseAssessment(one.id);
  expect(await store.readAssessment(one.id)).toBeUndefined();
  expect(await store.readAnswers(one.id)).toEqual([]);
  expect(await store.readAnswers(two.id)).toHaveLength(1);
});

test("where the browser keeps nothing, the tab does", async () => {
  const { open } = indexedDB;
  indexedDB.open = () => {
    throw new DOMException("forbidden", "SecurityError");
  };
  await store.openStore("forbidden");
  indexedDB.open = open;
  expect(store.keeps()).toBe(false);
  const one = newAssessment(given);
  await store.writeAssessment(one);
  await store.writeAnswers([answer(one.id, "r", Grade.FULLY)]);
  expect(await store.readAssessment(one.id)).toEqual(one);
  expect(await store.readAnswers(one.id)).toHaveLength(1);
  await store.eraseAssessment(one.id);
  expect(await store.allAssessments()).toEqual([]);
  expect(await store.readAnswers(one.id)).toEqual([]);
});

test("ids are 128 bits, each another one", () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});

// What the engine is asked: open stays open, and nothing else is lost.
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import {
  AnswerSchema,
  Grade,
  UnansweredPolicy,
} from "@/gen/cmmm/v1/answers_pb";
import { aimedLevel, toFile, toRequest, toStored } from "@/engine/request";
import type { Model } from "@/engine/model";
import { fromRequest, newAssessment } from "@/store/assessments";

const assessment = newAssessment({
  name: "n",
  aim: { kind: "level", level: 2 },
  weightSet: "w",
  excluded: ["x"],
  model: { id: "m", version: "1" },
});

function answers() {
  const common = { assessment: assessment.id, at: 1 };
  return [
    { ...common, requirement: "a", grade: Grade.NOT },
    { ...common, requirement: "b", reason: "why" },
    { ...common, requirement: "c", unsure: true },
    { ...common, requirement: "d", note: "only a note" },
  ];
}

test("grades, reasons and notes go along, open answers stay open", () => {
  const request = toRequest(assessment, answers());
  expect(request.model).toMatchObject({ id: "m", version: "1" });
  expect(request.profile).toMatchObject({
    weightSet: "w",
    excludedDomainIds: ["x"],
    assessUpToLevel: 2,
  });
  expect(request.unanswered).toBe(UnansweredPolicy.BOUNDS);
  const list = request.answers.case === "list" ? request.answers.value : null;
  expect(
    list?.answers.map((one) => [one.requirementId, one.value.case]),
  ).toEqual([
    ["a", "grade"],
    ["b", "notApplicable"],
    ["d", undefined],
  ]);
});

test("evidence and facts of a file are kept, and come out again", () => {
  const evidence = [
    { text: "MES 台账", link: "\\\\server\\mes" },
    { text: "", link: "https://example.org/a" },
  ];
  const open = { assessment: assessment.id, at: 1, requirement: "e", evidence };
  const out = toRequest(
    { ...assessment, facts: { region: "湖南", contact: "李工" } },
    [open],
  );
  expect(out.info).toMatchObject({
    enterpriseName: "n",
    region: "湖南",
    contact: "李工",
  });
  const list = out.answers.case === "list" ? out.answers.value.answers : [];
  expect(list[0]?.evidence).toMatchObject(evidence);
  const [first] = list.map((one) => toStored("x", one));
  expect(first).toMatchObject({ evidence, requirement: "e" });
  const model = { id: "m", version: "1" } as Model;
  const back = fromRequest(out, model, "file");
  expect(back.assessment.facts).toEqual({ region: "湖南", contact: "李工" });
  expect(back.answers).toMatchObject([{ requirement: "e", evidence }]);
  // Without facts there is no record of any.
  const bare = fromRequest(toRequest(assessment, []), model, "file");
  expect(bare.assessment).not.toHaveProperty("facts");
});

test("a full assessment aims at no level", () => {
  const full = { ...assessment, aim: { kind: "full" } as const };
  expect(aimedLevel(full)).toBe(0);
  expect(toRequest(full, []).profile?.assessUpToLevel).toBe(0);
});

test("the file is JSON with the names that the command line reads", () => {
  const file = JSON.parse(toFile(toRequest(assessment, answers())));
  expect(file.list.answers[0]).toEqual({
    requirementId: "a",
    grade: "GRADE_NOT",
  });
  expect(file.profile.assessUpToLevel).toBe(2);
});

test("what is kept comes back, and an open answer without a note is none", () => {
  const list = toRequest(assessment, answers()).answers;
  const back = list.case === "list" ? list.value.answers : [];
  const kept = back.map((answer) => toStored(assessment.id, answer));
  expect(kept).toMatchObject([
    { requirement: "a", grade: Grade.NOT },
    { requirement: "b", reason: "why" },
    { requirement: "d", note: "only a note" },
  ]);
  expect(kept[2]?.grade).toBeUndefined();
  expect(
    toStored("x", create(AnswerSchema, { requirementId: "e" })),
  ).toBeNull();
});

// What went wrong, as far as a person can do something about it.
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemOf } from "@/engine/problem";
import { ScoreRequestSchema } from "@/gen/cmmm/v1/scoring_service_pb";
import {
  BadRequestSchema,
  ErrorInfoSchema,
} from "@/gen/google/rpc/error_details_pb";
import { texts } from "@/texts";

test.each([
  [Code.Unavailable, "waiting"],
  [Code.DeadlineExceeded, "waiting"],
  [Code.Unimplemented, "older"],
  [Code.ResourceExhausted, "busy"],
  [Code.Unauthenticated, "key"],
  [Code.InvalidArgument, "refused"],
  [Code.NotFound, "refused"],
  [Code.Internal, "other"],
] as const)("code %i is %s", (code, kind) => {
  expect(problemOf(new ConnectError("x", code)).kind).toBe(kind);
});

test("no network is waiting", () => {
  expect(problemOf(new TypeError("Failed to fetch")).kind).toBe("waiting");
});

test("what the browser does not keep is not the server's doing", () => {
  const error = new DOMException("full", "QuotaExceededError");
  expect(problemOf(error).kind).toBe("full");
});

function refusal(code: Code, reason: string, metadata = {}, violations = [{}]) {
  return new ConnectError("in English", code, undefined, [
    { desc: ErrorInfoSchema, value: { reason, metadata } },
    { desc: BadRequestSchema, value: { fieldViolations: violations } },
  ]);
}

// The table of docs/api.md: code, reason.
const rows = [
  ...readFileSync(
    new URL("../../../docs/api.md", import.meta.url),
    "utf8",
  ).matchAll(/^\| (?:`([A-Z_]+)`)? ?\| ((?:`[A-Z_]+`(?:, )?)+) \| /gm),
];
let code = "";
const reasons = rows.flatMap(([, named, cell]) => {
  code = named ?? code;
  const known = code;
  return [...(cell ?? "").matchAll(/`([A-Z_]+)`/g)].map(
    ([, reason]) => [known, reason ?? ""] as const,
  );
});

test("documents list the reasons", () => {
  expect(reasons.length).toBeGreaterThan(25);
  expect(reasons).toContainEqual(["INVALID_ARGUMENT", "INVALID_PARTS"]);
});

test.each(reasons)("%s %s says what to do next", (name, reason) => {
  const camel = name
    .toLowerCase()
    .replace(/(^|_)(.)/g, (_all, _gap, letter) => letter.toUpperCase());
  const spelt = camel === "Cancelled" ? "Canceled" : camel;
  const number = Code[spelt as keyof typeof Code];
  expect(number, name).toBeDefined();
  const { kind } = problemOf(refusal(number, reason));
  // Only what is nobody's doing is left unexplained.
  expect(kind === "other").toBe(name === "INTERNAL");
  expect(texts.problem[kind]).toHaveLength(2);
});

test("a refusal lists what the server found, in both languages", () => {
  const about = create(ScoreRequestSchema, {
    answers: {
      case: "list",
      value: { answers: [{ requirementId: "a" }, { requirementId: "b" }] },
    },
  });
  const violations = [
    {
      field: "assessment.list.answers[1].grade",
      description: "answer.grade_range: not 0 to 4",
      localizedMessage: { locale: "zh-CN", message: "没有这一等级" },
    },
    { field: "date", description: "readiness.date: no day" },
    { field: "else", description: "no rule in it" },
  ];
  const error = refusal(
    Code.InvalidArgument,
    "INVALID_ASSESSMENT",
    { violations: "7" },
    violations,
  );
  const none = { place: "", nth: 0, requirement: "", rule: "", zh: "", en: "" };
  const { kind, details, count } = problemOf(error, about);
  expect(kind).toBe("refused");
  expect(count).toBe(7);
  expect(details).toEqual([
    {
      place: "answer",
      nth: 2,
      requirement: "b",
      rule: "answer.grade_range",
      zh: "没有这一等级",
      en: "not 0 to 4",
    },
    { ...none, place: "day", rule: "readiness.date", en: "no day" },
    { ...none, en: "no rule in it" },
  ]);
});

test("of several assessments, the one that it is about", () => {
  const of = (requirementId: string) =>
    create(ScoreRequestSchema, {
      answers: { case: "list", value: { answers: [{ requirementId }] } },
    });
  const found = (field: string) =>
    problemOf(
      refusal(Code.InvalidArgument, "X", {}, [
        { field, description: "r.r: x" },
      ]),
      of("first"),
      of("second"),
    ).details[0]?.requirement;
  expect(found("parts[1].assessment.list.answers[0].grade")).toBe("second");
  expect(found("b.list.answers[0]")).toBe("second");
  expect(found("a.list.answers[0]")).toBe("first");
});

// What is too long: told, kept, and neither cut nor sent.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { fileNameOf } from "@/engine/file_name";
import {
  endOf,
  fits,
  lengthOf,
  MOST_COST,
  MOST_HOLD,
  MOST_PIECES,
  MOST_TEXT,
  numberOf,
} from "@/engine/limits";
import { isTooLong, toRequest, withTooLong } from "@/engine/request";
import { newAssessment } from "@/store/assessments";

const root = new URL("../../../", import.meta.url).pathname;

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory())
      return name === "gen" ? [] : filesOf(path);
    return [path];
  });
}

test("the bounds are the engine's", () => {
  const read = (name: string) => readFileSync(`${root}engine/${name}`, "utf8");
  const engine = `${read("request/check_texts.h")}
    ${read("plan/plan_request_messages.h")}`;
  const bound = (name: string) => {
    const found = new RegExp(`${name} = ([\\d']+);`).exec(engine);
    return Number(found?.[1]?.replace(/'/g, ""));
  };
  expect(bound("kMaxWrittenCharacters")).toBe(MOST_TEXT);
  expect(bound("kMaxEvidence")).toBe(MOST_PIECES);
  expect(bound("kMaxRaiseCost")).toBe(MOST_COST);
  expect(bound("kMaxHold")).toBe(MOST_HOLD);
});

test("no field cuts what is written into it", () => {
  const files = filesOf(`${root}web/src`);
  for (const path of files.filter((one) => /\.(ts|vue)$/.test(one))) {
    const text = readFileSync(path, "utf8");
    expect(text, path).not.toMatch(/maxlength/i);
    // Every field that one writes in says what is too much; the length of
    // texts of a programme is the engine's to say.
    if (/(BoundedField|ConditionRow)\.vue$/.test(path)) continue;
    expect(text, path).not.toMatch(/<textarea|type="(text|number)"/);
  }
});

test("characters are counted as the engine counts them", () => {
  expect(lengthOf("长")).toBe(1);
  expect(lengthOf("𠮷👍")).toBe(2);
  expect(lengthOf("a\u202eb\ud800")).toBe(4);
  expect(fits("𠮷".repeat(MOST_TEXT))).toBe(true);
  expect(fits("𠮷".repeat(MOST_TEXT) + "a")).toBe(false);
  expect(endOf("𠮷a👍b", 2)).toBe(3);
  expect(endOf("ab", 5)).toBe(2);
});

test("numbers are whole, and no other one is made of them", () => {
  expect(numberOf(" 30 ", 100)).toBe(30);
  expect(numberOf("３０", 100)).toBe(30);
  expect(numberOf("0", 100)).toBe(0);
  expect(numberOf(" ", 100)).toBeNull();
  for (const text of ["101", "-1", "1.5", "1,0", "1e1", "x", "9".repeat(400)]) {
    expect(numberOf(text, 100), text).toBeUndefined();
  }
});

test("what systems refuse is not in the name of a file", () => {
  const ofBytes = (name: string) => new TextEncoder().encode(name).length;
  expect(fileNameOf('a/b\\c:"d"\u202e|e', "设计")).toBe("a_b_c__d___e 设计");
  expect(ofBytes(fileNameOf("𠮷".repeat(10_000)))).toBeLessThan(240);
  expect(fileNameOf("𠮷".repeat(60))).toBe("𠮷".repeat(54));
});

const long = "长".repeat(10_000);
const assessment = newAssessment({
  name: "n",
  aim: { kind: "full" },
  weightSet: "w",
  excluded: [],
  model: { id: "m", version: "1" },
});
const common = { assessment: assessment.id, requirement: "a", at: 1 };
const short = { text: "台账", link: "" };

test("what is too long is not sent, and what is beside it is", () => {
  const evidence = [{ text: long, link: "" }, short, { text: "x", link: long }];
  const stored = { ...common, note: long, evidence };
  expect(isTooLong(stored)).toBe(true);
  expect(isTooLong({ ...common, note: "n", evidence: [short] })).toBe(false);
  const { answers } = toRequest(assessment, [
    stored,
    { ...common, requirement: "b", note: long },
  ]);
  const list = answers.case === "list" ? answers.value.answers : [];
  expect(list).toHaveLength(1);
  expect(list[0]).toMatchObject({ requirementId: "a", note: "" });
  expect(list[0]?.evidence).toMatchObject([short]);
});

test("what was too long outlives what others answered", () => {
  const before = {
    ...common,
    note: long,
    drafted: "d",
    evidence: [short, { text: long, link: "" }],
  };
  const joined = { ...common, grade: 3, note: "theirs", evidence: [short] };
  expect(withTooLong(joined, before)).toEqual({
    ...joined,
    drafted: "d",
    note: `theirs\n${long}`,
    evidence: [short, { text: long, link: "" }],
  });
  expect(withTooLong(joined, undefined)).toEqual(joined);
  expect(withTooLong(joined, { ...common, note: "n" })).toEqual(joined);
});

// Numbers as people read them: cut off, never rounded up.
import { beforeAll, expect, test, vi } from "vitest";
import { create } from "@bufbuild/protobuf";
import { ScoreSchema } from "@/gen/cmmm/v1/scorecard_pb";

let page: typeof import("@/language");
beforeAll(async () => {
  vi.stubGlobal("navigator", { language: "zh-CN" });
  page = await import("@/language");
});

function score(numerator: bigint, denominator: bigint) {
  return create(ScoreSchema, { numerator, denominator });
}

test("a score is cut off, however near the next digit it is", () => {
  expect(page.showScore(score(11999963n, 15000000n))).toBe("0.7999");
  expect(page.showScore(score(11999963n, 15000000n), 2)).toBe("0.79");
  expect(page.showScore(score(4n, 5n))).toBe("0.8000");
  expect(page.showScore(score(0n, 1n), 2)).toBe("0.00");
  expect(page.showScore(score(26999963n, 15000000n))).toBe("1.7999");
  expect(page.showScore(undefined)).toBe("0.0000");
});

test("a double is cut off, and what it stands for is not lost", () => {
  expect(page.showDown(0.7)).toBe("0.70");
  expect(page.showDown(0.79999)).toBe("0.79");
  expect(page.showDown(0.1 + 0.2)).toBe("0.30");
  expect(page.showDown(1)).toBe("1.00");
});

test("levels have names in both languages", () => {
  expect(page.levelName(2)).toBe("二级");
  expect(page.levelName(0)).toBe("未达级");
  expect(page.levelRange(1, 1)).toBe("一级");
  expect(page.levelRange(0, 2)).toBe("未达级到二级之间");
  page.setLanguage("en");
  expect(page.levelName(2)).toBe("level 2");
  expect(page.levelRange(1, 2)).toBe("between level 1 and level 2");
});

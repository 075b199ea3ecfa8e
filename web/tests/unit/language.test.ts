// Numbers as people read them: cut off, never rounded up.
import { beforeAll, expect, test, vi } from "vitest";
import { create } from "@bufbuild/protobuf";
import { ChangeSchema, OpenChangeSchema } from "@/gen/cmmm/v1/compare_pb";
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

test("what is known has four decimals, what is not has two that differ", () => {
  const [low, high] = [score(11999963n, 15000000n), score(9n, 10n)];
  expect(page.showScores(low)).toBe("0.7999");
  expect(page.showScores(low, low)).toBe("0.7999");
  expect(page.showScores(low, high)).toBe("0.79–0.90");
  expect(page.showScores(low, score(79999n, 100000n))).toBe("0.7999");
  expect(page.showScores(score(791n, 1000n), low)).toBe("0.7910–0.7999");
  expect(page.showScores(score(0n, 1n), score(1n, 1n))).toBe("未作答");
});

test("a range tells something where its ends are near each other", () => {
  expect(page.isTelling(1, 94)).toBe(false);
  expect(page.isTelling(0, 1)).toBe(false);
  expect(page.isTelling(10, 18)).toBe(true);
});

function change(numerator: bigint, denominator: bigint) {
  return create(ChangeSchema, { numerator, denominator });
}
function between(lowest: [bigint, bigint], highest: [bigint, bigint]) {
  return create(OpenChangeSchema, {
    lowest: change(...lowest),
    highest: change(...highest),
  });
}

test("a change is said in words, and never one of nothing", () => {
  expect(page.sayChange(change(1n, 3n))).toBe("提高 0.3333");
  expect(page.sayChange(change(-1n, 8n))).toBe("降低 0.1250");
  expect(page.sayChange(change(1n, 90000n))).toBe("几乎没变");
  expect(page.sayChange(undefined)).toBe("几乎没变");
});

test("so is one that depends on open questions", () => {
  const say = (low: [bigint, bigint], high: [bigint, bigint]) =>
    page.sayChangeOf(undefined, between(low, high));
  expect(say([1n, 10n], [1n, 2n])).toBe("提高 0.10 到 0.50");
  expect(say([0n, 1n], [1n, 2n])).toBe("至多提高 0.50");
  expect(say([-1n, 2n], [-1n, 10n])).toBe("降低 0.10 到 0.50");
  expect(say([-1n, 2n], [0n, 1n])).toBe("至多降低 0.50");
  expect(say([-1n, 4n], [1n, 2n])).toBe("是升是降还说不准");
  expect(say([-1n, 90000n], [1n, 2n])).toBe("至多提高 0.50");
  expect(say([1n, 300n], [1n, 2n])).toBe("提高 0.0033 到 0.50");
  expect(say([0n, 1n], [1n, 90000n])).toBe("几乎没变");
  expect(say([1n, 2n], [1n, 2n])).toBe("提高 0.50");
  expect(page.sayChangeOf(change(1n, 2n), undefined)).toBe("提高 0.5000");
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

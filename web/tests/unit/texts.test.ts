// Every text in both languages, none unused, none missing, no id in it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { texts } from "@/texts";
import type { Pairs } from "@/texts/pairs";

const source = new URL("../../src/", import.meta.url).pathname;

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}${name}`;
    if (statSync(path).isDirectory()) {
      return /gen|texts/.test(name) ? [] : filesOf(`${path}/`);
    }
    return /\.(ts|vue)$/.test(name) ? [path] : [];
  });
}

const code = filesOf(source)
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const all = Object.entries(texts as Record<string, Pairs>).flatMap(
  ([group, pairs]) =>
    Object.entries(pairs).map(
      ([key, [zh, en]]) => [`${group}.${key}`, zh, en] as const,
    ),
);
const placeholders = (text: string) => [
  ...new Set(text.match(/\{\w+\}/g) ?? []),
];

test.each(all)("%s is whole in both languages", (_key, zh, en) => {
  expect(zh).not.toBe("");
  expect(en).not.toBe("");
  expect(placeholders(zh).sort()).toEqual(placeholders(en).sort());
  expect(`${zh}${en}`).not.toMatch(/@/);
  expect(zh).not.toContain("|");
  expect(en.split("|").length).toBeLessThanOrEqual(2);
});

test.each(all.filter(([key]) => key !== "common.other_language"))(
  "%s does not mix the languages",
  (_key, zh, en) => {
    const words = zh.replace(/\{\w+\}/g, "").match(/[A-Za-z]{2,}/g) ?? [];
    expect(words.filter((word) => !/^(GB|MB|Excel|WPS)$/.test(word))).toEqual(
      [],
    );
    expect(en).not.toMatch(/[\u3400-\u9fff]/);
  },
);

test("every text that the code names is there", () => {
  const keys = new Set<string>(all.map(([key]) => key));
  const named = [...code.matchAll(/\bt\(\s*"([\w.]+)"/g)].map(([, key]) => key);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((key) => key && !keys.has(key))).toEqual([]);
});

test("no text is left that the code does not name", () => {
  const stems = [...code.matchAll(/[`"'](\w+\.\w*)(\$\{[^`]*`|["'])/g)];
  const whole = [...code.matchAll(/\btexts\.(\w+\.\w+)/g)];
  const named = new Set([...stems, ...whole].map(([, stem]) => stem));
  const isNamed = (key: string) =>
    named.has(key) ||
    stems.some(
      ([, stem, rest]) => rest?.startsWith("$") && key.startsWith(stem ?? "-"),
    );
  expect(all.map(([key]) => key).filter((key) => !isNamed(key))).toEqual([]);
});

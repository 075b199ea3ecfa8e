// The page computes nothing: no id, weight or threshold of a model is in it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";

const page = new URL("../../", import.meta.url).pathname;

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) {
      return name === "gen" ? [] : filesOf(path);
    }
    return [path];
  });
}

const sources = filesOf(`${page}src`)
  .filter((path) => /\.(ts|vue)$/.test(path))
  .map(
    (path) => [path.slice(page.length), readFileSync(path, "utf8")] as const,
  );
const read = (path: string) => readFileSync(path, "utf8");
const files = filesOf(`${page}../models`).filter((path) =>
  path.endsWith(".textproto"),
);
const models = files.map(read).join("\n");
const maturity = files
  .filter((path) => path.endsWith("/model.textproto"))
  .map(read)
  .join("\n");

// Parts, requirements and weight sets of the models; the models and programmes
// themselves. Some are ordinary words, too.
const WORDS = ["data", "design", "service"];
const ids = [
  ...maturity.matchAll(/\bid: "([\w.-]+)"/g),
  ...models.matchAll(/^id: "([\w.-]+)"/gm),
]
  .flatMap(([, id]) => (id ? [id] : []))
  .filter((id) => !WORDS.includes(id));

/** Without comments, and with what is written for people left out. */
function code(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*|<!--[^]*?-->/g, "");
}

test("models have ids to look for", () => {
  expect(new Set(ids).size).toBeGreaterThan(200);
});

test.each(sources)("%s names nothing of a model", (path, text) => {
  const quoted = new Set(
    [...code(text).matchAll(/["'`]([\w.-]+)["'`]/g)].map(([, word]) => word),
  );
  // Texts are found by keys in quotes; Chinese names of a model's parts too.
  expect(
    ids.filter((id) => quoted.has(id) && !path.includes("texts/")),
  ).toEqual([]);
});

test.each(sources)("%s holds no weight and no threshold", (path, text) => {
  if (path.startsWith("src/texts/")) return;
  const numbers = code(text).match(/(?<![\w.#-])\d*\.\d+\b(?!s|rem|em)/g) ?? [];
  expect(numbers).toEqual([]);
  const thresholds = [
    ...maturity.matchAll(/_percent: (\d+)|percent: (\d+)/g),
  ].flatMap(([, a, b]) => [a ?? b]);
  const whole = code(text).match(/(?<![\w.#-])\d{2,}\b/g) ?? [];
  const shown = ["10", "16", "100", "60", "20", "30"];
  expect(
    whole.filter((n) => thresholds.includes(n) && !shown.includes(n)),
  ).toEqual([]);
});

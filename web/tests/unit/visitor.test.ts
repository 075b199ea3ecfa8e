// Visitors may use all of the page, as `make demo` serves it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../../", import.meta.url).pathname;

function textOf(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name !== "gen")
    .map((name) => `${folder}/${name}`)
    .map((path) =>
      statSync(path).isDirectory() ? textOf(path) : readFileSync(path, "utf8"),
    )
    .join("\n");
}

test("every method that the page calls is a visitor's", () => {
  const role = readFileSync(`${root}deploy/access/visitor.textproto`, "utf8");
  const allowed = [...role.matchAll(/methods: "(\w+)"/g)].map(([, one]) => one);
  const calls = textOf(`${root}web/src`).matchAll(
    /\b(?:analysis|documents|models|scoring)\s*\.\s*([a-z]\w*)\(/g,
  );
  const called = new Set(
    [...calls].map(([, name = ""]) => name[0]?.toUpperCase() + name.slice(1)),
  );
  called.delete("Set");
  called.delete("Get");
  expect(called.size).toBeGreaterThan(10);
  expect([...called].filter((one) => !allowed.includes(one))).toEqual([]);
});

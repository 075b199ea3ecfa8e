// What is shipped: small, for Chrome 80, without inline script or style and
// without another host.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";
import { root } from "./server.mjs";

const dist = `${root}web/dist`;
const read = (name) => readFileSync(`${dist}/${name}`, "utf8");
const assets = readdirSync(`${dist}/assets`).map((name) => `assets/${name}`);
const scripts = assets.filter((name) => name.endsWith(".js"));

test("the first load is at most 150 kB, compressed", () => {
  const named = /(?:src|href)="\.\/([^"]+\.(?:js|css))"/g;
  const first = [...read("index.html").matchAll(named)].map(([, name]) => name);
  assert.ok(first.length >= 2);
  const bytes = first
    .map((name) => gzipSync(read(name), { level: 6 }).length)
    .reduce((sum, size) => sum + size, 0);
  console.log(`first load: ${bytes} bytes of script and style, compressed`);
  assert.ok(bytes <= 150_000);
});

test("no inline script or style, no other host", () => {
  for (const name of ["index.html", "report.html"]) {
    assert.doesNotMatch(read(name), /<script(?![^>]*\ssrc=)|<style|\son\w+=/);
    assert.doesNotMatch(read(name), /https?:\/\//);
  }
  for (const name of assets.filter((one) => one.endsWith(".css"))) {
    assert.doesNotMatch(read(name), /https?:\/\/|@import|@font-face/);
  }
  for (const name of scripts) {
    assert.ok(!/\beval\(|new Function\(/.test(read(name)), name);
    // Names of XML vocabularies and addresses in warnings are no requests.
    const hosts = [...read(name).matchAll(/https?:\/\/([\w-]+(?:\.[\w-]+)+)/g)]
      .map(([, host]) => host)
      .filter((host) => !/^(www\.w3\.org|vuejs\.org)$/.test(host));
    assert.deepEqual(hosts, [], name);
  }
});

test("the scripts are ECMAScript 2020, as Chrome 80 reads it", () => {
  const pages = [...scripts, "sw.js"];
  for (const name of pages) {
    const options = { ecmaVersion: 2020, sourceType: "module" };
    assert.doesNotThrow(() => parse(read(name), options), name);
  }
  // That the parser would notice.
  const younger = { ecmaVersion: 2020, sourceType: "module" };
  assert.throws(() => parse("a ??= b", younger));
});

// Younger than Chrome 80, each with the version that brought it. Our own code
// is held to ES2020 by its types; this is about what libraries bring. (Vue names
// toSorted and its like without calling them.)
const YOUNGER = {
  "logical assignment (85)": /\?\?=|\|\|=|&&=/,
  "replaceAll (85)": /\.replaceAll\(/,
  "Promise.any (85)": /Promise\.any\b/,
  "at (92)": /[\w)\]]\.at\(-/,
  "randomUUID (92)": /randomUUID/,
  "Object.hasOwn (93)": /Object\.hasOwn\b/,
  "private methods (84)": /[{;]#\w+\(/,
  "static blocks (94)": /\bstatic\{/,
  "structuredClone (98)": /\bstructuredClone\(/,
  "findLast (97)": /\.findLast(Index)?\(/,
  "AbortSignal.timeout (103)": /AbortSignal\.(timeout|any)\b/,
};

for (const [what, pattern] of Object.entries(YOUNGER)) {
  test(`no ${what}`, () => {
    for (const name of scripts) {
      const text = read(name);
      const { index = -1 } = pattern.exec(text) ?? {};
      const near = text.slice(Math.max(0, index - 60), index + 60);
      assert.equal(index, -1, `${name}: ${near}`);
    }
  });
}

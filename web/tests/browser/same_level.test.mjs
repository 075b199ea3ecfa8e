// The level that the page shows is the one of `cmmm score` on the file that
// the page gives out, for random assessments.
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { openPage, random, takeFile, until, useBrowser } from "./browser.mjs";
import { cmmm, root } from "./server.mjs";

const used = useBrowser();
const COUNT = Number(process.env.CMMM_TEST_ASSESSMENTS ?? 10);
const GRADES = ["GRADE_NOT", "GRADE_PARTLY", "GRADE_MOSTLY", "GRADE_FULLY"];

/** What the command prints as JSON. */
function ask(...words) {
  const options = ["--format", "json", "--models", `${root}models`];
  const printed = execFileSync(cmmm, [...words, ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return JSON.parse(printed);
}

/** Answers that get worse from level to level, some of them open. */
function randomAssessment(next, { requirements, weightSets }) {
  const skill = next() * 6;
  const open = next() < 0.5 ? 0 : next() / 4;
  const answers = requirements
    .filter(() => next() >= open)
    .map(({ id, level }) => {
      const grade = Math.max(0, Math.min(3, skill - level + 2 + next() * 2));
      return { requirementId: id, grade: GRADES[Math.floor(grade)] };
    });
  const { id } = weightSets[Math.floor(next() * weightSets.length)];
  return { profile: { weightSet: id }, list: { answers } };
}

/** Cut off after two digits. */
function cut({ numerator = "0", denominator }) {
  const digits = ((BigInt(numerator) * 100n) / BigInt(denominator)).toString();
  const padded = digits.padStart(3, "0");
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

async function open(page, assessment, nth) {
  await page.goto(`${used.url}#/saved`);
  await page.waitForSelector("#file", { state: "attached" });
  await page.locator("#file").setInputFiles({
    name: `random-${nth}.json`,
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(assessment)),
  });
  const boxes = page.locator(".steps .box");
  await until("the file", async () => (await boxes.count()) === nth + 1);
  await boxes.first().locator("a").click();
  await page.locator("nav.parts a:nth-child(3)").click();
  await page.waitForSelector(".verdict h1");
}

test(`${COUNT} random assessments`, async () => {
  const context = await used.browser.newContext({ locale: "en-US" });
  const page = await openPage(context);
  const next = random(Number(process.env.CMMM_TEST_SEED) || 1);
  const asked = await fetch(`${used.url}cmmm.v1.ModelService/GetModel`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  const model = (await asked.json()).definition;
  for (let i = 0; i < COUNT; ++i) {
    await open(page, randomAssessment(next, model), i);
    const download = await takeFile(page);
    const { worst, best } = ask("score", await download.path()).bounds;
    const shown = await page.locator(".verdict").first().textContent();
    for (const { level = 0 } of [worst, best]) {
      const name = level === 0 ? "no level" : `level ${level}`;
      assert.ok(shown.includes(name), `${shown}: ${name}`);
    }
    const rows = await page.locator("table").first().locator("tbody tr").all();
    assert.equal(rows.length, worst.levels.length);
    for (const [at, row] of rows.entries()) {
      const text = await row.textContent();
      for (const { levels } of [worst, best]) {
        assert.ok(text.includes(cut(levels[at].score)), text);
      }
    }
  }
  assert.deepEqual(page.complaints, []);
  await context.close();
});

// Until the level is certain, the page asks the questions of `cmmm ask`, in its
// order, and not one more.
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { answer, openPage, random, until, useBrowser } from "./browser.mjs";
import { cmmm, root } from "./server.mjs";

const used = useBrowser();
const COUNT = Number(process.env.CMMM_TEST_INTERVIEWS ?? 5);

/** Answers until the page stops; gives what it asked, in order. */
async function interview(page, next) {
  await page.goto(used.url);
  await page.waitForSelector("form");
  const types = page.locator("input[name=type]");
  const type = types.nth(Math.floor(next() * (await types.count())));
  await type.click();
  const [weights, level] = [
    await type.inputValue(),
    await page.locator("#level").inputValue(),
  ];
  await page.locator("button[type=submit]").click();
  await page.waitForSelector(".statement");
  const skill = next() * 4;
  const asked = [];
  while ((await page.locator(".verdict").count()) === 0) {
    const nth = Math.min(3, Math.floor(skill * next() + next() * 2));
    asked.push({ id: page.url().replace(/.*\/q\//, ""), nth });
    await answer(page, nth);
    const isShown = () => page.locator(".statement, .verdict").count();
    await until("a question or the end", isShown);
  }
  return { weights, level, asked };
}

test(`${COUNT} enterprises`, async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  const folder = mkdtempSync(`${tmpdir()}/cmmm-ask-`);
  const next = random(Number(process.env.CMMM_TEST_SEED) || 3);
  const counts = [];
  for (let i = 0; i < COUNT; ++i) {
    const { weights, level, asked } = await interview(page, next);
    const file = `${folder}/${i}.textproto`;
    execFileSync(
      cmmm,
      [
        ...["ask", file, "--weights", weights, "--up-to", level],
        ...["--models", `${root}models`],
      ],
      // One more than are asked: it would be in the file.
      { input: `${asked.map(({ nth }) => nth + 1).join("\n")}\n1\n` },
    );
    const ids = [
      ...readFileSync(file, "utf8").matchAll(/requirement_id: "([^"]+)"/g),
    ].map(([, id]) => id);
    assert.deepEqual(
      ids,
      asked.map(({ id }) => id),
    );
    counts.push(asked.length);
  }
  rmSync(folder, { recursive: true });
  counts.sort((a, b) => a - b);
  const median = counts[Math.floor(COUNT / 2)];
  console.log(`${COUNT} enterprises, ${median} questions, median`);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

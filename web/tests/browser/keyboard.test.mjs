// Every question of a full assessment, without a mouse.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { openPage, until, useBrowser } from "./browser.mjs";

const used = useBrowser();

async function tabTo(page, holds) {
  for (let i = 0; i < 80; ++i) {
    if (await page.evaluate(holds)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("not reached by Tab");
}

test("from the start to the result by keyboard alone", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await page.goto(used.url);
  await page.waitForSelector("form");
  await tabTo(page, () => document.activeElement?.name === "type");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, () => document.activeElement?.name === "aim");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, () => document.activeElement?.type === "submit");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".statement");
  let count = 0;
  const answerAll = async () => {
    while ((await page.locator(".verdict").count()) === 0) {
      const before = page.url();
      await page.keyboard.press("4");
      await until("the next question", () => page.url() !== before);
      assert.ok(++count <= 208);
    }
  };
  await answerAll();
  // It is certain before that; the others are answered as well.
  await tabTo(page, () => document.activeElement?.matches("button.button"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".statement");
  await answerAll();
  assert.equal(count, 208);
  await tabTo(page, () => document.activeElement?.matches("a.button.main"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("table");
  assert.equal(await page.locator("td.satisfied").count(), 5);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

// The whole way, in both languages, on a phone and on a desktop: every screen
// fits, is accessible, complains of nothing, and is kept as a picture.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import {
  answer,
  answerAll,
  begin,
  checkAccessible,
  checkFits,
  goTo,
  LANGUAGES,
  openPage,
  SCREENS,
  takePicture,
  until,
  useBrowser,
} from "./browser.mjs";

const used = useBrowser({ visitors: true });

/** On paper there is what one reads, and nothing that one presses. */
async function checkPrinted(page, where) {
  await page.emulateMedia({ media: "print" });
  const keys = page.locator(".button:visible, .plain:visible, nav:visible");
  assert.deepEqual(await keys.allTextContents(), [], where);
  assert.ok(await page.locator("main").isVisible());
  await page.emulateMedia({ media: "screen" });
}

async function walk(page, look) {
  const taps = await begin(page, used.url);
  assert.ok(taps <= 2, `${taps} taps to the first question`);
  for (let i = 0; i < 12; ++i) await answer(page, i % 4 ? 3 : 1);
  await look("2-question");
  await goTo(page, 2);
  await page.locator("summary").nth(2).click();
  await look("2-all");
  await goTo(page, 3);
  await page.waitForSelector("table");
  await look("3-open");
  await goTo(page, 1);
  // The screen that is left has a verdict, too.
  await page.waitForSelector(".statement");
  await answerAll(page, (i) => (i % 3 ? 2 : 1));
  await look("3-settled");
  await page.locator("a.button.main").click();
  await page.waitForSelector("table");
  await look("3-result");
}

async function plan(page, look) {
  await goTo(page, 4);
  await page.waitForSelector(".steps li");
  await page.locator(".steps summary").first().click();
  await page.locator(".steps input").nth(2).fill("30");
  await page.locator(".steps input").nth(2).blur();
  // So much that the plan does without it: it stays until one asks.
  const arrange = page.locator("main .notice button");
  await arrange.waitFor();
  await look("4-plan");
  await arrange.click();
  const step = page.locator(".steps li").first();
  const raised = await step.textContent();
  await step.locator(".row > button").click();
  const isOther = async () => (await step.textContent()) !== raised;
  await until("another plan", isOther);
  await goTo(page, 5);
  await page.waitForSelector(".tracks");
  // One day all of them are past.
  const past = page.locator(".tracks summary");
  if ((await past.count()) > 0) await past.click();
  await checkAccessible(page, "the choice of a programme");
  await page.locator(".tracks button").nth(2).click();
  await page.waitForSelector(".condition");
  await look("5-programme");
}

async function keep(page, look) {
  await page.goto(`${used.url}#/saved`);
  await page.waitForSelector(".steps .box");
  await page.locator(".steps button").first().click();
  const areTwo = async () => (await page.locator(".steps .box").count()) === 2;
  await until("the copy", areTwo);
  await page.locator("#compare-a").selectOption({ index: 1 });
  await page.locator("#compare-b").selectOption({ index: 2 });
  await look("7-saved");
  await page.goto(used.url);
  await page.waitForSelector("form");
  await look("1-start");
}

for (const locale of LANGUAGES) {
  for (const { name, width, height } of SCREENS) {
    test(`${locale} on a ${name}`, async () => {
      const context = await used.browser.newContext({
        viewport: { width, height },
        hasTouch: name === "phone",
        locale,
        bypassCSP: true,
        reducedMotion: "reduce",
      });
      const page = await openPage(context);
      const look = async (screen) => {
        await page.waitForTimeout(150);
        await takePicture(page, `${locale.slice(0, 2)}-${name}-${screen}`);
        await checkFits(page, screen);
        await checkAccessible(page, screen);
        await checkPrinted(page, screen);
      };
      await walk(page, look);
      await plan(page, look);
      await keep(page, look);
      assert.deepEqual(page.complaints, []);
      await context.close();
    });
  }
}

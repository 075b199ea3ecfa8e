// On a phone the statement and all grades are in sight at once, and large
// enough for a finger.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { begin, LANGUAGES, openPage, until, useBrowser } from "./browser.mjs";

const used = useBrowser();
const [WIDTH, HEIGHT] = [360, 640];
const LEAST = 44;
// The longest statements may need more room; most have to do with this.
const SHARE = 0.95;

async function statementsOf(url) {
  const asked = await fetch(`${url}cmmm.v1.ModelService/GetModel`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  const { requirements } = (await asked.json()).definition;
  return requirements.filter((_one, at) => at % 8 === 0);
}

for (const locale of LANGUAGES) {
  test(`in ${locale}`, async () => {
    const context = await used.browser.newContext({
      viewport: { width: WIDTH, height: HEIGHT },
      hasTouch: true,
      isMobile: true,
      locale,
    });
    const page = await openPage(context);
    await begin(page, used.url);
    const home = page.url().replace(/q\/.*/, "q/");
    const seen = [];
    for (const { id, statement } of await statementsOf(used.url)) {
      const said = statement[locale.slice(0, 2)];
      const heading = page.locator(".statement");
      await page.goto(`${home}${id}`);
      await until(
        said,
        async () => (await heading.textContent()).trim() === said,
      );
      const boxes = await page.evaluate(() =>
        [".statement", ".grade", ".grade ~ .grade:last-of-type"].map((name) => {
          const box = document.querySelector(name).getBoundingClientRect();
          return [box.top, box.bottom];
        }),
      );
      const [[top], [from, to], [, bottom]] = boxes;
      assert.ok(to - from >= LEAST, `a grade is ${to - from} high`);
      seen.push(top >= 0 && bottom <= HEIGHT);
    }
    const all = seen.filter(Boolean).length;
    assert.ok(all >= SHARE * seen.length, `${all} of ${seen.length} in sight`);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });
}

test("a tap on the circle of an answer goes on, too, and back is the one before", async () => {
  const context = await used.browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    locale: "zh-CN",
  });
  const page = await openPage(context);
  await begin(page, used.url);
  const first = page.url();
  const circle = () => page.locator(".choice input").nth(1);
  await circle().tap();
  await until("the next question", () => page.url() !== first);
  const second = page.url();
  await circle().click();
  await until("the third question", () => page.url() !== second);
  // Whatever was looked at in between.
  const third = page.url();
  await page.goto(`${used.url}#/saved`);
  await page.waitForSelector(".steps .box");
  await page.goto(third);
  await page.waitForSelector(".statement");
  const back = page.locator(".ends .button").first();
  for (const before of [second, first]) {
    await back.click();
    await until("the question before", () => page.url() === before);
    await page.waitForSelector(".choice.chosen");
  }
  assert.deepEqual(page.complaints, []);
  await context.close();
});

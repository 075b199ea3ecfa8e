// Whoever goes elsewhere stays there: what was begun before, and ends later,
// carries nobody away.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import {
  answer,
  begin,
  goTo,
  openPage,
  until,
  useBrowser,
} from "./browser.mjs";

const used = useBrowser();

/** A page by which one may hold what is asked for, until `release`. */
async function openHeld(addresses) {
  const context = await used.browser.newContext({
    locale: "zh-CN",
    serviceWorkers: "block",
  });
  const page = await openPage(context);
  let release = () => undefined;
  let open = Promise.resolve();
  let waiting = 0;
  for (const address of addresses) {
    await page.route(address, async (route) => {
      ++waiting;
      await open;
      --waiting;
      await route.continue();
    });
  }
  return {
    context,
    page,
    hold: () => (open = new Promise((resolve) => (release = resolve))),
    isWaiting: () => waiting > 0,
    release: async () => {
      release();
      await until("what was held", () => waiting === 0);
      // What would carry one away has had its time.
      await page.waitForTimeout(500);
    },
  };
}

const ways = {
  "a grade": (page) => page.locator(".choice").nth(2).click(),
  "not sure": (page) => page.locator(".asked .row button").first().click(),
  "a key": (page) => page.keyboard.press("3"),
};

for (const [way, tap] of Object.entries(ways)) {
  test(`an answer that is being saved, ${way}`, async () => {
    const held = await openHeld(["**/NextQuestions"]);
    const { context, page } = held;
    await begin(page, used.url);
    held.hold();
    await tap(page);
    await until("the engine to be asked", held.isWaiting);
    await goTo(page, 2);
    await page.waitForSelector(".group");
    await held.release();
    assert.match(page.url(), /\/all$/);
    await goTo(page, 1);
    await page.waitForSelector(".statement");
    assert.deepEqual(page.complaints, []);
    await context.close();
  });
}

test("an answer that is being saved, while the other screen is fetched", async () => {
  // The first to be let go is the answer, and then the screen.
  const held = await openHeld(["**/NextQuestions"]);
  const { context, page } = held;
  let release;
  const open = new Promise((resolve) => (release = resolve));
  await page.route("**/Overview-*.js", async (route) => {
    await open;
    await route.continue();
  });
  await begin(page, used.url);
  const asked = page.url();
  held.hold();
  await page.locator(".choice").nth(2).click();
  await until("the engine to be asked", held.isWaiting);
  await goTo(page, 2);
  await held.release();
  assert.equal(page.url(), asked);
  release();
  await page.waitForSelector(".group");
  assert.match(page.url(), /\/all$/);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("a screen that could not be fetched", async () => {
  const context = await used.browser.newContext({
    locale: "zh-CN",
    serviceWorkers: "block",
  });
  const page = await openPage(context);
  await page.route(/\/(Plan|Overview)-[^/]*\.js$/, (route) => route.abort());
  await begin(page, used.url);
  await context.setOffline(true);
  await goTo(page, 4);
  await until("it to be said", () => page.locator("main .notice.warn").count());
  await answer(page, 2);
  const now = page.url();
  await page.unroute(/\/(Plan|Overview)-[^/]*\.js$/);
  await context.setOffline(false);
  await page.waitForTimeout(500);
  assert.equal(page.url(), now);
  await context.close();
});

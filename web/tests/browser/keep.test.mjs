// What is said to be saved is saved: over reload, the back button, a lost
// network, two tabs, killed tabs, refused storage.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import {
  answer,
  begin,
  goTo,
  openPage,
  random,
  until,
  useBrowser,
} from "./browser.mjs";

const used = useBrowser();
const KILLS = Number(process.env.CMMM_TEST_KILLS ?? 10);

/** How many grades this browser keeps, read past the page. */
function countKept(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("cmmm");
        opening.onsuccess = () => {
          const all = opening.result
            .transaction("answers")
            .objectStore("answers")
            .getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.filter((one) => one.grade).length);
          };
        };
      }),
  );
}

test("an answer survives reload, and back shows it again", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  const isChosen = (nth) => page.locator("input[name=grade]").nth(nth);
  await begin(page, used.url);
  const first = page.url();
  await answer(page, 2);
  await page.reload();
  await page.waitForSelector(".statement");
  assert.notEqual(page.url(), first);
  await page.goto(first);
  await page.waitForSelector(".choice.chosen");
  assert.equal(await isChosen(2).isChecked(), true);
  await answer(page, 0);
  await page.goBack();
  assert.equal(page.url(), first);
  await page.waitForSelector(".choice.chosen");
  assert.equal(await isChosen(0).isChecked(), true);
  assert.equal(await countKept(page), 1);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("without a network it goes on, and says what waits", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await begin(page, used.url);
  await context.setOffline(true);
  for (let i = 0; i < 5; ++i) await answer(page, 3);
  await page.waitForSelector(".notice.warn");
  assert.equal(await countKept(page), 5);
  await goTo(page, 3);
  await page.waitForSelector(".notice.warn");
  assert.equal(await page.locator("table").count(), 0);
  await context.setOffline(false);
  await page.waitForSelector("table");
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("after the first load it opens without a network", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await begin(page, used.url);
  await answer(page, 3);
  const isKept = () =>
    page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      return active?.state === "activated";
    });
  await until("the page to be kept", isKept);
  await context.setOffline(true);
  await page.goto(page.url().replace(/q\/.*/, "all"));
  await page.reload();
  await page.waitForSelector(".group");
  assert.match(await page.locator("main").textContent(), /1 \//);
  await page.goto(used.url);
  await page.waitForSelector(".saved-one");
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("two tabs never overwrite each other, and notice", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const one = await openPage(context);
  await begin(one, used.url);
  await answer(one, 3);
  const two = await openPage(context);
  await two.goto(one.url());
  await two.waitForSelector(".statement");
  await answer(two, 2);
  await one.waitForSelector('.notice[role="status"]');
  await goTo(one, 1);
  await answer(one, 1);
  await until("all to be kept", async () => (await countKept(one)) === 3);
  await context.close();
});

test(`what a tab said was saved is there after ${KILLS} kills`, async () => {
  const context = await used.browser.newContext({ locale: "en-US" });
  let page = await openPage(context);
  await begin(page, used.url);
  const home = page.url().replace(/q\/.*/, "q");
  const next = random(7);
  let said = 0;
  for (let kill = 0; kill < KILLS; ++kill) {
    const answers = 1 + Math.floor(next() * 3);
    for (let i = 0; i < answers; ++i) await answer(page, 3);
    said += answers;
    // In the middle of another answer.
    const tap = page.locator(".choice").nth(2).click();
    tap.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, next() * 30));
    const session = await context.newCDPSession(page);
    session.send("Page.crash").catch(() => undefined);
    await page.waitForEvent("crash");
    await page.close();
    page = await openPage(context);
    await page.goto(home);
    await page.waitForSelector(".statement");
    const kept = await countKept(page);
    assert.ok(kept >= said, `${kept} kept of ${said}`);
    said = kept;
  }
  await context.close();
});

test("where storage is refused, it works and says so", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    Object.defineProperty(globalThis, "indexedDB", { get: refuse });
    Object.defineProperty(globalThis, "localStorage", { get: refuse });
  });
  const page = await openPage(context);
  await begin(page, used.url);
  await answer(page, 3);
  await page.waitForSelector(".notice.warn");
  await goTo(page, 3);
  await page.waitForSelector("table");
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("a name that is markup is shown as text", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  const name = '<img src=x onerror="document.title=1">\u202e {x} | @:y';
  await page.goto(used.url);
  await page.waitForSelector("form");
  await page.locator("#name").fill(name);
  await page.locator("input[name=type]").nth(0).click();
  await page.locator("button[type=submit]").click();
  await page.waitForSelector(".statement");
  assert.equal((await page.locator(".top-title").textContent()).trim(), name);
  assert.equal(await page.locator(".top img").count(), 0);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

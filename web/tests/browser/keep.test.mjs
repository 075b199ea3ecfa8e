// What is said to be saved is saved: over reload, the back button, a lost
// network, two tabs, killed tabs, refused storage.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  answer,
  begin,
  goTo,
  openPage,
  random,
  takeFile,
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

test("notes and evidence are kept for the question they were written to", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await begin(page, used.url);
  await answer(page, 3);
  const at = page.url();
  await page.locator("details.note summary").click();
  await page.locator(".pieces .button").click();
  await page.locator("#piece-0").fill("台账 <b>1</b>");
  await page.locator("#link-0").fill("javascript:alert(1)");
  await page.locator("#note").fill("问设备科");
  // Gone before it is saved by itself, without leaving the field.
  await page.goBack();
  await page.waitForSelector(".choice.chosen");
  assert.equal(await page.locator("#note").inputValue(), "");
  await page.goto(at);
  await page.reload();
  await page.waitForSelector("#note");
  assert.equal(await page.locator("#note").inputValue(), "问设备科");
  assert.equal(await page.locator("#piece-0").inputValue(), "台账 <b>1</b>");
  assert.equal(await page.locator(".asked a[href^=javascript]").count(), 0);
  await goTo(page, 3);
  const download = await takeFile(page);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  const [kept] = file.list.answers.filter((one) => one.evidence);
  assert.deepEqual(kept.evidence, [
    { text: "台账 <b>1</b>", link: "javascript:alert(1)" },
  ]);
  assert.equal(kept.note, "问设备科");
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("on a desktop all questions are listed beside the one asked", async () => {
  const context = await used.browser.newContext({
    locale: "zh-CN",
    viewport: { width: 1366, height: 768 },
  });
  const page = await openPage(context);
  await begin(page, used.url);
  await answer(page, 3);
  const here = page.locator(".list a[aria-current]");
  assert.equal(await here.count(), 1);
  const statement = await page.locator(".statement").textContent();
  assert.ok((await here.textContent()).includes(statement.trim()));
  await page.locator(".list details:not([open]) summary").first().click();
  const other = page.locator(
    ".list details[open] li:not(:has([aria-current]))",
  );
  await other.last().locator("a").click();
  await until("the other question", async () => {
    const now = await page.locator(".statement").textContent();
    return now !== statement;
  });
  await page.setViewportSize({ width: 360, height: 640 });
  await until(
    "no list",
    async () => (await page.locator(".list").count()) === 0,
  );
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
  let home = "";
  const isAsked = () => page.locator(".choice").count();
  const isSettled = () => page.locator(".verdict").count();
  // Once an assessment is settled, another one is begun.
  const ask = async () => {
    if (home) {
      await page.goto(home);
      const shown = async () => (await isAsked()) || (await isSettled());
      await until("a question, or none left", shown);
      if (await isAsked()) return;
    }
    await begin(page, used.url);
    home = page.url().replace(/q\/.*/, "q");
  };
  await ask();
  const next = random(7);
  let said = 0;
  for (let kill = 0; kill < KILLS; ++kill) {
    const answers = 1 + Math.floor(next() * 3);
    for (let i = 0; i < answers; ++i) {
      if (!(await isAsked())) await ask();
      await answer(page, 3);
      ++said;
    }
    // In the middle of another answer.
    if (!(await isAsked())) await ask();
    const tap = page.locator(".choice").nth(2).click();
    tap.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, next() * 30));
    const session = await context.newCDPSession(page);
    session.send("Page.crash").catch(() => undefined);
    await page.waitForEvent("crash");
    await page.close();
    page = await openPage(context);
    await ask();
    const kept = await countKept(page);
    assert.ok(kept >= said, `${kept} kept of ${said}`);
    said = kept;
  }
  console.log(`${KILLS} kills, ${said} answers, none lost`);
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

test("where storage is full, whatever was to be saved says so", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  await context.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...record) {
      if (globalThis.isFull) throw new DOMException("", "QuotaExceededError");
      return put.apply(this, record);
    };
  });
  const page = await openPage(context);
  const fill = (isFull) =>
    page.evaluate((now) => (globalThis.isFull = now), isFull);
  const isTold = () => page.locator('.notice.bad[role="alert"]').count();
  await page.goto(used.url);
  await page.waitForSelector("form");
  await fill(true);
  await page.locator("input[name=type]").first().click();
  await page.locator("button[type=submit]").click();
  await until("it to be told at the start", isTold);
  await fill(false);
  await page.locator("button[type=submit]").click();
  await page.waitForSelector(".statement");
  assert.equal(await isTold(), 0);
  await fill(true);
  await page.locator(".choice").nth(2).click();
  await until("it to be told of an answer", isTold);
  await fill(false);
  await answer(page, 2);
  await until("the answer to be saved", async () => !(await isTold()));
  await page.goto(`${used.url}#/saved`);
  await page.waitForSelector(".steps .box");
  await fill(true);
  await page.locator(".steps button").first().click();
  await until("it to be told of a copy", isTold);
  assert.equal(await page.locator(".steps .box").count(), 1);
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

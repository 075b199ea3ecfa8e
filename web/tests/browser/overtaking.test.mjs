// Answers that overtake each other on their way: what is shown in the end is
// what a page shows that has just been opened.
import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import {
  answer,
  begin,
  goTo,
  openPage,
  until,
  useBrowser,
} from "./browser.mjs";
import { startIntermediary } from "./intermediary.mjs";

const used = useBrowser();
let between;
after(() => between?.stop());

/** Holds the first answer to `method` from now on until the second is given. */
function holdFirst(method) {
  let letGo;
  const second = new Promise((go) => (letGo = go));
  let [asked, given] = [0, 0];
  between.told.changes[method] = async (one) => {
    if (++asked === 1) {
      await second;
      await new Promise((go) => setTimeout(go, 300));
    } else letGo();
    ++given;
    return one;
  };
  return {
    asked: () => until("it to be asked", () => asked >= 1),
    given: async () => {
      await until("both answers to be given", () => given >= 2);
      between.told.changes = {};
    },
  };
}

/** Longer than an answer takes from the intermediary to the page. */
const settle = (page) => page.waitForTimeout(500);

async function open() {
  between ??= await startIntermediary(used.url);
  const context = await used.browser.newContext({
    locale: "zh-CN",
    serviceWorkers: "block",
  });
  return { context, page: await openPage(context) };
}

test("how many questions there are at most", async () => {
  const { context, page } = await open();
  await page.goto(between.url);
  await page.waitForSelector("form");
  await page.locator("input[name=type]").first().click();
  const lead = () => page.locator(".lead").innerText();
  await until("the number", async () => /\d/.test(await lead()));
  const all = await lead();
  const box = page.locator("input[type=checkbox]").first();
  const held = holdFirst("NextQuestions");
  await box.check();
  await held.asked();
  await box.uncheck();
  await held.given();
  await settle(page);
  assert.equal(await lead(), all);
  // It would have been another one.
  await box.check();
  await until("a number", async () => /\d/.test(await lead()));
  assert.notEqual(await lead(), all);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("what a programme says to a declaration", async () => {
  const { context, page } = await open();
  await begin(page, between.url);
  await answer(page, 2);
  await goTo(page, 5);
  await page.waitForSelector(".tracks");
  const past = page.locator(".tracks summary");
  if ((await past.count()) > 0) await past.click();
  const tracks = page.locator(".tracks button");
  const declared = page.locator(".condition input[type=radio]");
  for (let nth = 0; (await declared.count()) < 2; ++nth) {
    if (nth > 0) await page.locator(".track button").click();
    if (nth > 0 && (await past.count()) > 0) await past.click();
    await tracks.nth(nth).click();
    await page.waitForSelector(".condition");
  }
  const radio = page.locator("input[type=radio]");
  const row = page.locator(".condition", { has: radio }).first();
  const said = row.locator("input[type=radio]");
  const shown = async () => (await row.innerText()).trim();
  await said.nth(1).check();
  await settle(page);
  const denied = await shown();
  await said.nth(0).check();
  await settle(page);
  const met = await shown();
  assert.notEqual(met, denied);
  const held = holdFirst("CheckReadiness");
  await said.nth(1).check();
  await held.asked();
  await said.nth(0).check();
  await held.given();
  await settle(page);
  assert.equal(await shown(), met);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("the result, while another tab answers", async () => {
  const { context, page } = await open();
  await begin(page, between.url);
  await answer(page, 3);
  const other = await openPage(context);
  await other.goto(page.url());
  await other.waitForSelector(".statement");
  await goTo(page, 3);
  await page.waitForSelector("table");
  const held = holdFirst("Score");
  await answer(other, 3);
  await held.asked();
  await answer(other, 3);
  await held.given();
  await settle(page);
  const shown = await page.locator("main").innerText();
  await page.reload();
  await page.waitForSelector("table");
  const notice = /同一份自评[^\n]*\n?(关闭)?\n*/;
  const bare = (text) => text.replace(notice, "").trim();
  assert.equal(bare(shown), bare(await page.locator("main").innerText()));
  await context.close();
});

// Ten thousand characters pasted into every field: all of them stay in sight,
// what is too much is told, nothing is executed, cut or sent, and there is a
// way on. In both languages, on a phone.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  LANGUAGES,
  answerAll,
  begin,
  checkAccessible,
  checkFits,
  goTo,
  openPage,
  paste,
  takeFile,
  takePicture,
  until,
  useBrowser,
} from "./browser.mjs";

const used = useBrowser();
const MOST = 1000;
const LENGTH = 10_000;

// Right to left, markup that would run, letters outside the first plane.
const PIECE = 'شركة\u202eأ<img src=x onerror="alert(1)">{x}|@:y𠮷工厂';
const LONG = [...PIECE.repeat(1 + LENGTH / 20)].slice(0, LENGTH).join("");

/** It says how much is too much, and marks it. */
async function checkTold(page, selector) {
  const place = page.locator(selector);
  assert.equal(await place.getAttribute("aria-invalid"), "true");
  const told = page.locator(`${selector}-told`);
  assert.match(await told.innerText(), /10,000[^]*1,000[^]*9,000/);
  await told.locator("button").click();
  const marked = await place.evaluate((one) =>
    one.value.slice(one.selectionStart, one.selectionEnd),
  );
  assert.equal([...marked].length, LENGTH - MOST);
  assert.ok(LONG.endsWith(marked));
}

/** Deletes what was marked; nothing else is missing then. */
async function shorten(page, selector) {
  await page.keyboard.press("Delete");
  const rest = await page.locator(selector).inputValue();
  assert.equal(rest, [...LONG].slice(0, MOST).join(""), selector);
  const told = page.locator(`${selector}-told`);
  await until("nothing to be wrong", async () => !(await told.innerText()));
  return rest;
}

async function openOn(locale) {
  const context = await used.browser.newContext({
    viewport: { width: 360, height: 640 },
    locale,
    bypassCSP: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await openPage(context);
  page.on("dialog", (dialog) => {
    page.complaints.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // What the engine is asked never has more of a text than it takes.
  page.on("request", (request) => {
    const sent = request.postDataBuffer()?.toString("utf8") ?? "";
    for (let at = 0; at + MOST < LENGTH; at += MOST) {
      const part = [...LONG].slice(at, at + MOST + 1).join("");
      if (sent.includes(part)) page.complaints.push("too much was sent");
    }
  });
  return { context, page };
}

const file = async (page) => {
  const download = await takeFile(page);
  const text = readFileSync(await download.path(), "utf8");
  return { name: download.suggestedFilename(), ...JSON.parse(text) };
};

for (const locale of LANGUAGES) {
  const language = locale.slice(0, 2);

  test(`names, in ${locale}`, async () => {
    const { context, page } = await openOn(locale);
    await page.goto(used.url);
    await page.waitForSelector("form");
    await page.locator("input[name=type]").first().click();
    await paste(page, "#name", LONG);
    await page.locator("button[type=submit]").click();
    assert.equal(await page.locator(".statement").count(), 0);
    await takePicture(page, `${language}-phone-8-long-name`);
    await checkFits(page, "a long name");
    await checkAccessible(page, "a long name");
    await checkTold(page, "#name");
    const name = await shorten(page, "#name");
    await page.locator("button[type=submit]").click();
    await page.waitForSelector(".statement");
    const title = page.locator(".top-title");
    assert.equal((await title.textContent()).trim(), name.trim());
    await checkFits(page, "a name of a thousand characters");
    await goTo(page, 3);
    await page.waitForSelector("table");
    const { name: called, info } = await file(page);
    assert.equal(info.enterpriseName, name.trim());
    assert.ok(Buffer.from(called).length < 255, called);
    // Renamed later on.
    await page.goto(`${used.url}#/saved`);
    await page.waitForSelector(".steps .box");
    const id = await page.locator(".steps input").getAttribute("id");
    await paste(page, `#${id}`, LONG);
    await page.keyboard.press("Tab");
    await checkTold(page, `#${id}`);
    await page.reload();
    await page.waitForSelector(".steps .box");
    const field = page.locator(".steps input");
    assert.equal(await field.inputValue(), name.trim());
    // What is no name does not stand there as if it were one.
    await field.fill(" ");
    await field.blur();
    await until("its name", async () => (await field.inputValue()) !== " ");
    // A copy has a name that may be one, too.
    await page.locator(".steps button").first().click();
    const boxes = page.locator(".steps .box");
    await until("the copy", async () => (await boxes.count()) === 2);
    await checkFits(page, "saved");
    await page.goto(used.url);
    await page.waitForSelector(".saved-one");
    await checkFits(page, "the start");
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });

  test(`notes, evidence and reasons, in ${locale}`, async () => {
    const { context, page } = await openOn(locale);
    await begin(page, used.url);
    await page.locator("details.note summary").click();
    await page.locator(".pieces .button").click();
    const places = ["#note", "#piece-0", "#link-0"];
    for (const place of places) await paste(page, place, LONG);
    await takePicture(page, `${language}-phone-8-long-note`);
    await checkFits(page, "long notes");
    await checkAccessible(page, "long notes");
    for (const place of places) await checkTold(page, place);
    // Kept as they are, though not sent; and it is said where it matters.
    const at = page.url();
    await page.locator(".choice").nth(2).click();
    await until("the next question", () => page.url() !== at);
    await goTo(page, 3);
    await page.waitForSelector(".take .notice.warn");
    await takePicture(page, `${language}-phone-8-left-out`);
    await checkFits(page, "the result");
    const without = await file(page);
    assert.deepEqual(Object.keys(without.list.answers[0]).sort(), [
      "grade",
      "requirementId",
    ]);
    await page.reload();
    await page.locator(".take .notice.warn a").click();
    await page.waitForSelector("#note");
    for (const place of places) {
      assert.equal(await page.locator(place).inputValue(), LONG, place);
      await checkTold(page, place);
      await shorten(page, place);
    }
    await page.locator("#note").focus();
    await page.locator("#note").blur();
    await goTo(page, 3);
    await page.waitForSelector("table");
    assert.equal(await page.locator(".take .notice.warn").count(), 0);
    const { note, evidence } = (await file(page)).list.answers[0];
    assert.equal([...note].length, MOST);
    assert.equal([...evidence[0].link].length, MOST);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });

  test(`a reason why it does not apply, in ${locale}`, async () => {
    const { context, page } = await openOn(locale);
    await begin(page, used.url);
    const offers = page.locator(".asked .row button[aria-expanded]");
    const home = page.url().replace(/q\/.*/, "all");
    // The first question that may be answered so.
    await page.goto(home);
    await page.waitForSelector(".group");
    const groups = page.locator(".group summary");
    for (let nth = 0; nth < (await groups.count()); ++nth) {
      await groups.nth(nth).click();
    }
    const hrefs = await page
      .locator(".group li a")
      .evaluateAll((all) => all.map((one) => one.href));
    for (const href of hrefs) {
      await page.goto(href);
      await page.waitForSelector(".statement");
      if ((await offers.count()) > 0) break;
    }
    const at = page.url();
    await offers.click();
    await paste(page, "#reason", LONG);
    await page.locator(".box > button").last().click();
    assert.equal(page.url(), at);
    await checkFits(page, "a long reason");
    await checkTold(page, "#reason");
    // It is not given yet, and outlives a reload.
    await page.locator("#reason").blur();
    await page.reload();
    await page.waitForSelector("#reason");
    assert.equal(await page.locator("#reason").inputValue(), LONG);
    await checkTold(page, "#reason");
    await shorten(page, "#reason");
    await page.locator(".box > button").last().click();
    await until("the next question", () => page.url() !== at);
    await goTo(page, 3);
    await page.waitForSelector("table");
    const [given] = (await file(page)).list.answers;
    assert.equal([...given.notApplicable.reason].length, MOST);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });

  test(`numbers and who does it, in ${locale}`, async () => {
    const { context, page } = await openOn(locale);
    await begin(page, used.url);
    await answerAll(page, (i) => (i % 3 ? 2 : 1));
    await goTo(page, 4);
    await page.waitForSelector(".steps li");
    await page.locator(".steps summary").first().click();
    const fields = page.locator(".steps li").first().locator("input");
    const [owner, , cost] = await fields.evaluateAll((all) =>
      all.map((one) => `[id="${one.id}"]`),
    );
    const plan = await page.locator(".verdict").innerText();
    const wrong = { [cost]: "1000001", "#hold": "21", "#budget": LONG };
    for (const [place, text] of Object.entries(wrong)) {
      await paste(page, place, text);
      await page.locator(place).blur();
      const field = page.locator(place);
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      assert.equal(await field.inputValue(), text, place);
    }
    await checkFits(page, "wrong numbers");
    // None of them was made into another number.
    assert.equal(await page.locator(".verdict").innerText(), plan);
    await paste(page, owner, LONG);
    await page.locator(owner).blur();
    assert.equal(await page.locator(owner).inputValue(), LONG);
    assert.equal(await page.locator(cost).inputValue(), wrong[cost]);
    // So much that the plan does without it: what was filled in is still there,
    // after a reload, too, and counts once it can.
    const step = owner.replace("-owner", "");
    const plans = [];
    const look = async (list, written) => {
      const said = page.locator(".verdict");
      const isOther = async () => (await said.innerText()) !== plans.at(-1);
      await until("another plan", isOther);
      plans.push(await said.innerText());
      await page.reload();
      await page.waitForSelector(`${list}.steps > ${step}`);
      await page.locator(`${list}.steps > ${step} summary`).click();
      assert.equal(await page.locator(owner).inputValue(), LONG);
      assert.equal(await page.locator(cost).inputValue(), written);
    };
    const put = (text) =>
      page
        .locator(cost)
        .fill(text)
        .then(() => page.locator(cost).blur());
    await look("ol", wrong[cost]);
    await put("３０");
    await look("ul", "30");
    await checkFits(page, "filled in, and not needed");
    await put("1");
    await look("ol", "1");
    await page.locator(owner).fill("王工");
    await put("");
    await page.reload();
    await page.waitForSelector(step);
    assert.match(await page.locator(step).innerText(), /· 王工$/m);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });

  test(`texts of a programme, in ${locale}`, async () => {
    const { context, page } = await openOn(locale);
    await begin(page, used.url);
    await goTo(page, 5);
    await page.waitForSelector(".tracks");
    const past = page.locator(".tracks summary");
    if ((await past.count()) > 0) await past.click();
    const tracks = page.locator(".tracks button");
    const place = ".condition textarea";
    for (let nth = 0; (await page.locator(place).count()) === 0; ++nth) {
      if (nth > 0) await page.locator(".track button").click();
      if (nth > 0 && (await past.count()) > 0) await past.click();
      await tracks.nth(nth).click();
      await page.waitForSelector(".condition");
    }
    await paste(page, place, LONG);
    await page.locator(place).blur();
    await page.waitForSelector(".condition .wrong-text");
    assert.match(
      await page.locator(".condition .wrong-text").innerText(),
      /\d,\d{3}/,
    );
    await checkFits(page, "a long text");
    // Another day, or another time: it is still there.
    await page.locator("#day").fill("2026-01-05");
    await page.waitForTimeout(300);
    assert.equal(await page.locator(place).inputValue(), LONG);
    assert.deepEqual(
      page.complaints.filter((one) => !/sent/.test(one)),
      [],
    );
    await context.close();
  });
}

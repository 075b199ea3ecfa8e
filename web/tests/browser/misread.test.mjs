// What readers of the page stumbled over, on a phone: it goes on at one tap,
// remembers what was chosen, leaves alone what is being filled in, and shows no
// score where there is none.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import {
  answer,
  answerAll,
  begin,
  goTo,
  openPage,
  until,
  useBrowser,
} from "./browser.mjs";

const used = useBrowser();
const HEIGHT = 640;

async function open() {
  const context = await used.browser.newContext({
    viewport: { width: 360, height: HEIGHT },
    hasTouch: true,
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  const page = await openPage(context);
  await begin(page, used.url);
  return { context, page };
}

async function close({ context, page }) {
  assert.deepEqual(page.complaints, []);
  await context.close();
}

/** Chooses the first programme whose conditions have a `place`. */
async function choose(page, place) {
  await goTo(page, 5);
  await page.waitForSelector(".tracks");
  const past = page.locator(".tracks summary");
  for (let nth = 0; (await page.locator(place).count()) === 0; ++nth) {
    if (nth > 0) await page.locator(".track button").click();
    if ((await past.count()) > 0) await past.click();
    await page.locator(".tracks button").nth(nth).click();
    await page.waitForSelector(".condition");
  }
}

test("a tap goes on to an open question, though the result is certain", async () => {
  const { context, page } = await open();
  await answerAll(page, (i) => (i % 3 ? 2 : 1));
  await goTo(page, 3);
  await page.waitForSelector("table");
  await page.locator(".go-on").first().tap();
  await page.waitForSelector(".statement");
  assert.equal(await page.locator(".choice.chosen").count(), 0);
  // And on, to one after the other.
  await answer(page, 2);
  await page.waitForSelector(".statement");
  await close({ context, page });
});

test("it goes on beyond the level one aimed at, for a programme", async () => {
  const { context, page } = await open();
  await answerAll(page, () => 3);
  const goOn = '.condition a[href*="/q"]';
  await choose(page, goOn);
  await page.locator(goOn).first().tap();
  await page.waitForSelector(".statement");
  assert.equal(await page.locator(".choice.chosen").count(), 0);
  await close({ context, page });
});

test("where nothing is answered there is no bar, but a word", async () => {
  const { context, page } = await open();
  await answer(page, 2);
  await goTo(page, 3);
  await page.waitForSelector(".domains table");
  const cells = page.locator(".domains td");
  const bare = cells.filter({ hasText: "未作答" });
  const all = await cells.count();
  assert.ok((await bare.count()) > all / 2);
  assert.equal(await bare.locator("svg").count(), 0);
  const bars = cells.filter({ hasText: /\d/ });
  assert.equal(await bars.locator("svg").count(), await bars.count());
  await close({ context, page });
});

test("the programme that was chosen is kept", async () => {
  const { context, page } = await open();
  await choose(page, ".condition");
  const name = await page.locator(".track b").innerText();
  const same = async (where) => {
    await page.waitForSelector(".condition");
    assert.equal(await page.locator(".track b").innerText(), name, where);
  };
  await goTo(page, 3);
  await page.waitForSelector("table");
  await page.goBack();
  await same("back");
  await page.reload();
  await same("after a reload");
  await page.goto(used.url);
  await page.locator(".saved-one").click();
  await page.waitForSelector(".statement");
  await goTo(page, 5);
  await same("from the start");
  await close({ context, page });
});

test("what the way up is asked for is in sight, and kept", async () => {
  const { context, page } = await open();
  await answerAll(page, (i) => (i % 3 ? 2 : 1));
  await goTo(page, 3);
  await page.locator('.verdict a[href*="/plan"]').tap();
  await page.waitForSelector(".steps li");
  // What the link asked for is what is shown, and is asked for once.
  assert.equal(await page.locator("#level").inputValue(), "2");
  await until("it to be kept", () => !page.url().includes("?"));
  for (const field of ["#level", "#hold", "#budget"]) {
    const { y, height } = await page.locator(field).boundingBox();
    assert.ok(y + height < HEIGHT / 2, `${field} at ${y}`);
  }
  const summary = page.locator(".verdict");
  // What is asked for is kept before it is asked.
  const afterwards = async (act) => {
    const before = await summary.innerText();
    await act();
    const isOther = async () => (await summary.innerText()) !== before;
    await until("another plan", isOther);
  };
  await page.locator("#budget").fill("3");
  await afterwards(() => page.locator("#budget").press("Enter"));
  await afterwards(() => page.locator("#level").selectOption({ index: 0 }));
  await page.reload();
  await page.waitForSelector(".steps li");
  assert.equal(await page.locator("#budget").inputValue(), "3");
  assert.equal(await page.locator("#level").inputValue(), "1");
  await close({ context, page });
});

test("what is filled in stays where it is until one asks", async () => {
  const { context, page } = await open();
  await answerAll(page, (i) => (i % 3 ? 2 : 1));
  await goTo(page, 4);
  await page.waitForSelector(".steps li");
  const steps = page.locator("ol.steps > li");
  const drawn = page.locator("main > .row button");
  await drawn.waitFor();
  const ids = () => steps.evaluateAll((all) => all.map(({ id }) => id));
  const order = await ids();
  const step = page.locator(`[id="${order[1]}"]`);
  await step.locator("summary").click();
  const cost = step.locator("input").nth(2);
  const id = await cost.getAttribute("id");
  const sum = await page.locator(".verdict").innerText();
  await cost.fill("3000");
  await cost.press("Enter");
  const isOther = async () =>
    (await page.locator(".verdict").innerText()) !== sum;
  await until("another plan", isOther);
  assert.equal(await page.evaluate(() => document.activeElement.id), id);
  const { y } = await cost.boundingBox();
  assert.ok(y > 0 && y < HEIGHT, `the field is at ${y}`);
  assert.deepEqual((await ids()).slice(0, order.length), order);
  assert.equal(await step.locator("summary + *").isVisible(), true);
  await page.locator(".notice button").click();
  await page.waitForSelector(`ul.steps > [id="${order[1]}"]`);
  assert.equal(await page.locator(".notice button").count(), 0);
  await close({ context, page });
});

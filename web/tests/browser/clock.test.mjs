// A device whose clock says 1970: what is past is past all the same, and the
// page says that the clock is wrong.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { begin, goTo, LANGUAGES, openPage, useBrowser } from "./browser.mjs";

const used = useBrowser();

/** The choice of a programme as it stands there. */
async function choiceOf(context) {
  const page = await openPage(context);
  await begin(page, used.url);
  await goTo(page, 5);
  await page.waitForSelector(".tracks");
  const said = await page.locator(".tracks").innerText();
  return { page, said };
}

for (const locale of LANGUAGES) {
  test(`in ${locale}`, async () => {
    const context = await used.browser.newContext({ locale });
    const right = await choiceOf(context);
    assert.equal(await right.page.locator(".notice.warn").count(), 0);
    const stopped = await used.browser.newContext({ locale });
    await stopped.clock.setFixedTime(new Date("1970-01-02T00:00:00Z"));
    const wrong = await choiceOf(stopped);
    assert.equal(wrong.said, right.said);
    const notice = await wrong.page.locator(".notice.warn").innerText();
    assert.match(notice, /1970-01-0[123]/);
    // The day that conditions are looked at for is the server's, too.
    const { page } = wrong;
    const past = page.locator(".tracks summary");
    if ((await past.count()) > 0) await past.click();
    await page.locator(".tracks button").first().click();
    await page.waitForSelector(".condition");
    const day = await page.locator("#day").inputValue();
    assert.ok(day > "2026", day);
    assert.ok(notice.includes(day), notice);
    // Nor does anything that is kept say 1970.
    await page.goto(`${used.url}#/saved`);
    await page.waitForSelector(".steps .box");
    assert.doesNotMatch(await page.locator(".steps").innerText(), /1970/);
    assert.deepEqual(page.complaints, []);
    await context.close();
    await stopped.close();
  });
}

test("the report is dated by the server's clock", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  await context.clock.setFixedTime(new Date("1970-01-02T00:00:00Z"));
  const page = await openPage(context);
  await begin(page, used.url);
  const id = /#\/a\/(\w+)/.exec(page.url())[1];
  await page.goto(`${used.url}report.html#${id}`);
  await page.waitForSelector("table");
  assert.doesNotMatch(await page.locator("body").innerText(), /1970/);
  await context.close();
});

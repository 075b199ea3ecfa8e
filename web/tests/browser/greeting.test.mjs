// Before any script has come, the page says what it is.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import {
  checkFits,
  LANGUAGES,
  openPage,
  SCREENS,
  takePicture,
  useBrowser,
} from "./browser.mjs";

const used = useBrowser();
const [{ width, height }] = SCREENS;

test("there is something to read while the scripts are on their way", async () => {
  const context = await used.browser.newContext({
    viewport: { width, height },
    locale: LANGUAGES[0],
  });
  const page = await openPage(context);
  let come;
  const coming = new Promise((resolve) => (come = resolve));
  await page.route("**/assets/*.js", async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(used.url, { waitUntil: "commit" });
  await page.waitForSelector(".greeting-title");
  const said = await page.locator(".greeting").innerText();
  assert.match(said, /自动保存在这个浏览器里[^]*kept in this browser/);
  assert.match(said, /Chrome 80[^]*Chrome 80/);
  await checkFits(page, "greeting");
  await takePicture(page, "1-greeting-phone");
  come();
  await page.waitForSelector("form");
  assert.equal(await page.locator(".greeting").count(), 0);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("and where they may not run, it says so", async () => {
  const context = await used.browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(used.url);
  const said = await page.locator("body").innerText();
  assert.match(said, /允许运行脚本[^]*needs a browser that runs scripts/);
  await context.close();
});

// A server that restarts: what was answered meanwhile counts once it is back,
// and nobody has to press anything for that.
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
import { startServer } from "./server.mjs";

const used = useBrowser();

test("a server that restarts is found again by the page itself", async () => {
  const first = await startServer();
  const { port } = new URL(first.url);
  const context = await used.browser.newContext({
    locale: "zh-CN",
    serviceWorkers: "block",
  });
  const page = await openPage(context);
  await begin(page, first.url);
  await answer(page, 3);
  // Until all of the page is here.
  await page.waitForLoadState("networkidle");
  await first.stop();
  for (let i = 0; i < 2; ++i) await answer(page, 3);
  const waiting = page.locator("main .notice.warn", { hasText: "连不上" });
  const waits = () => waiting.count();
  await until("it to be told", waits);
  for (const [part, shown] of [
    [4, ".steps li"],
    [5, ".tracks button"],
    [3, "table"],
  ]) {
    await goTo(page, part);
    await until(`it to be told on screen ${part}`, waits);
    const next = await startServer({ port });
    await page.waitForSelector(shown, { timeout: 60_000 });
    await until("nothing to wait", async () => (await waits()) === 0, 60);
    await next.stop();
  }
  assert.deepEqual(page.complaints, []);
  await context.close();
});

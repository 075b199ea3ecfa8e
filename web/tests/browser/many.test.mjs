// The adviser's screen: many files in; who stands where, what to correct, and
// what is taken away, opened again.
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import {
  checkAccessible,
  checkFits,
  LANGUAGES,
  openPage,
  SCREENS,
  takePicture,
  until,
  useBrowser,
} from "./browser.mjs";
import { cmmm, root } from "./server.mjs";

const used = useBrowser({ visitors: true });
const files = {};
let folder = "";

/** A data set as the workbook that somebody filled in. */
function workbookOf(name) {
  const path = `${folder}/${name}.xlsx`;
  const from = `${root}datasets/${name}.textproto`;
  const models = `${root}models`;
  execFileSync(cmmm, [
    ...["convert", from, "--models", models, "--lang", "zh", "-o", path],
  ]);
  return readFileSync(path);
}

function changed(bytes, change) {
  const parts = unzipSync(bytes);
  change(parts);
  return Buffer.from(zipSync(parts));
}

before(() => {
  folder = mkdtempSync(`${tmpdir()}/cmmm-many-`);
  const one = workbookOf("furniture-maker-level-1");
  const two = workbookOf("hunan-equipment-maker-just-misses-level-2");
  files["家具厂.xlsx"] = one;
  files["湖南装备.xlsx"] = two;
  // With photos of twice what the server takes.
  files["带照片.xlsx"] = changed(two, (parts) => {
    parts["xl/media/image1.png"] = randomBytes(8 << 20);
  });
  files["写错.xlsx"] = changed(one, (parts) => {
    const name = "xl/sharedStrings.xml";
    const text = strFromU8(parts[name]).replaceAll("部分满足", "部份满足");
    parts[name] = strToU8(text);
  });
  files["不是表.xlsx"] = Buffer.from("hello");
  files["别的.json"] = Buffer.from(
    '{"list": {"answers": [{"requirementId":"x"}]}}',
  );
});
after(() => rmSync(folder, { recursive: true }));

async function readAll(page) {
  await page.goto(`${used.url}#/many`);
  await page.waitForSelector(".drop");
  await page
    .locator(".drop input")
    .first()
    .setInputFiles(
      Object.entries(files).map(([name, buffer]) => ({
        name,
        mimeType: "application/octet-stream",
        buffer,
      })),
    );
  await page.waitForSelector(".take", { timeout: 60_000 });
}

async function taken(page, nth) {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.locator(".take button").nth(nth).click(),
  ]);
  return readFileSync(await download.path());
}

for (const locale of LANGUAGES) {
  for (const { name, width, height } of SCREENS) {
    test(`${locale} on a ${name}`, async () => {
      const context = await used.browser.newContext({
        viewport: { width, height },
        locale,
        bypassCSP: true,
        reducedMotion: "reduce",
      });
      const page = await openPage(context);
      await readAll(page);
      assert.equal(await page.locator(".many tbody tr").count(), 3);
      assert.equal(await page.locator("section h2 ~ .notice.bad").count(), 3);
      await takePicture(page, `${locale.slice(0, 2)}-${name}-6-many`);
      await checkFits(page, "many");
      await checkAccessible(page, "many");
      assert.deepEqual(page.complaints, []);
      await context.close();
    });
  }
}

test("scores are those of the result", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await readAll(page);
  const row = page.locator(".many tbody tr").filter({ hasText: "湖南装备" });
  const scores = await row.first().locator("td.number").allTextContents();
  await row.first().locator("button").click();
  await row.first().locator("a").click();
  await page.waitForSelector(".verdict h1");
  const levels = page.locator("table").first().locator("tbody tr");
  const shown = levels.locator("td:nth-child(2)");
  await until(
    "the levels",
    async () => (await shown.count()) === scores.length,
  );
  assert.deepEqual(await shown.allTextContents(), scores);
  // It just misses: never rounded up.
  assert.match(scores[1], /^0\.79\d\d$/);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("what is to be corrected can be copied", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await openPage(context);
  await readAll(page);
  const finding = page.locator(".notice.bad li:has(.chip)").first();
  assert.match(await finding.textContent(), /部份满足/);
  const best = finding.locator(".chip").first();
  const value = (await best.textContent()).trim();
  assert.match(value, /部分满足$/);
  await best.click();
  await until("it to be copied", () =>
    page.evaluate(
      async (wanted) => (await navigator.clipboard.readText()) === wanted,
      value,
    ),
  );
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("results, reports and corrections are taken away", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await readAll(page);
  const book = unzipSync(await taken(page, 0));
  const text = Object.values(book)
    .map((part) => strFromU8(part))
    .join("");
  for (const said of ["家具厂", "湖南装备", "写错", "不是表", "未答题数"]) {
    assert.ok(text.includes(said), said);
  }
  const reports = unzipSync(await taken(page, 1));
  assert.equal(Object.keys(reports).length, 3);
  for (const [file, html] of Object.entries(reports)) {
    assert.match(file, /\.html$/);
    assert.match(strFromU8(html), /^<!doctype html>[^]*<\/html>\s*$/i);
  }
  const list = (await taken(page, 2)).toString("utf8");
  for (const said of ["写错.xlsx", "不是表.xlsx", "别的.json", "部份满足"]) {
    assert.ok(list.includes(said), list);
  }
  // As the command says it of the same file.
  const score = JSON.parse(
    execFileSync(cmmm, [
      ...["score", `${folder}/furniture-maker-level-1.xlsx`],
      ...["--format", "json", "--models", `${root}models`],
    ]),
  );
  assert.equal(score.decision.level, 1);
  const row = page.locator(".many tbody tr").first();
  assert.match(await row.textContent(), /一级/);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("more than a visitor may ask in a second takes its time", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await page.goto(`${used.url}#/many`);
  await page.waitForSelector(".drop");
  let refused = 0;
  page.on("response", (one) => void (refused += one.status() === 429));
  const all = Array.from({ length: 30 }, (_one, nth) => ({
    name: `${nth}.xlsx`,
    mimeType: "application/octet-stream",
    buffer: files["家具厂.xlsx"],
  }));
  const start = Date.now();
  await page.locator(".drop input").first().setInputFiles(all);
  await page.waitForSelector(".take", { timeout: 120_000 });
  assert.equal(await page.locator(".many tbody tr").count(), all.length);
  // On a machine that is slow enough nothing is.
  const seconds = (Date.now() - start) / 1000;
  assert.ok(refused > 0 || seconds > (all.length * 4) / 20, `${seconds} s`);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("without a network nothing is lost, and it can be tried again", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await page.goto(`${used.url}#/many`);
  await page.waitForSelector(".drop");
  await context.setOffline(true);
  await page
    .locator(".drop input")
    .first()
    .setInputFiles([
      {
        name: "家具厂.xlsx",
        mimeType: "application/octet-stream",
        buffer: files["家具厂.xlsx"],
      },
    ]);
  await page.waitForSelector(".notice.warn button");
  await context.setOffline(false);
  await page.locator(".notice.warn button").click();
  await page.waitForSelector(".many tbody tr");
  assert.equal(await page.locator(".notice.warn").count(), 0);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

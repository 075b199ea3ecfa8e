// Files on the adviser's screen: folders, names that are there twice, fields that
// there are not.
import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, test } from "node:test";
import { openPage, until, useBrowser } from "./browser.mjs";

const used = useBrowser();
const folder = mkdtempSync(`${tmpdir()}/cmmm-files-`);
after(() => rmSync(folder, { recursive: true }));

const asFile = (name, buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(buffer),
});
const answersOf = (enterpriseName, more = {}) =>
  JSON.stringify({
    info: { enterpriseName },
    profile: { weightSet: "discrete" },
    list: { answers: [{ requirementId: "data.1.a", grade: "GRADE_FULLY" }] },
    ...more,
  });

async function openMany(locale = "zh-CN") {
  const context = await used.browser.newContext({ locale });
  const page = await openPage(context);
  await page.goto(`${used.url}#/many`);
  await page.waitForSelector(".drop");
  return { context, page, rows: page.locator(".many tbody tr") };
}

test("a folder is read to its depth, dropped or chosen", async () => {
  const whole = `${folder}/客户`;
  for (const [path, bytes] of Object.entries({
    "甲厂/自评.json": answersOf("甲厂"),
    "乙厂/2026/自评.json": answersOf("乙厂"),
    "乙厂/2026/~$自评.xlsx": "lock",
    "乙厂/说明.docx": "words",
    ".DS_Store": "hidden",
  })) {
    mkdirSync(`${whole}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    writeFileSync(`${whole}/${path}`, bytes);
  }
  const { context, page, rows } = await openMany();
  const check = async (what) => {
    await until(what, async () => (await rows.count()) === 2);
    await page.waitForSelector(".take");
    const said = await page.locator("main").innerText();
    for (const part of ["甲厂/自评.json", "乙厂/2026/自评.json"]) {
      assert.ok(said.includes(part), said);
    }
    assert.match(said, /另有 1 个文件不是工作簿，没有读：[^。]*说明\.docx。/);
    assert.doesNotMatch(said, /DS_Store|~\$/);
  };
  const { x, y, width, height } = await page.locator(".drop").boundingBox();
  const session = await context.newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", {
      type,
      x: x + width / 2,
      y: y + height / 2,
      data: { items: [], files: [whole], dragOperationsMask: 1 },
    });
  }
  await check("the dropped folder");
  await page.locator(".take button").last().click();
  await until("an empty list", async () => (await rows.count()) === 0);
  await page.locator(".drop input").nth(1).setInputFiles(whole);
  await check("the chosen folder");
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("files of one name: another enterprise's, and a corrected one", async () => {
  const { context, page, rows } = await openMany();
  const choose = (text) =>
    page
      .locator(".drop input")
      .first()
      .setInputFiles([asFile("a.json", text)]);
  const shown = async (count, what) => {
    await until(what, async () => (await rows.count()) === count);
    await page.waitForSelector(".take");
  };
  await choose(answersOf("甲厂"));
  await shown(1, "the first");
  await choose(answersOf("乙厂"));
  await shown(2, "both");
  assert.match(await rows.nth(1).innerText(), /乙厂[^]*a \(2\)\.json/);
  assert.equal(await page.locator(".notice").count(), 0);
  await choose(answersOf("乙厂"));
  await page.waitForSelector(".notice");
  assert.match(await page.locator(".notice").innerText(), /换掉.*a \(2\)/);
  assert.equal(await rows.count(), 2);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("what is chosen while others are read has its turn", async () => {
  const { context, page, rows } = await openMany();
  const some = (from, to) =>
    Array.from({ length: to - from }, (_one, nth) =>
      asFile(`${from + nth}.json`, answersOf(`${from + nth}厂`)),
    );
  const field = page.locator(".drop input").first();
  await field.setInputFiles(some(0, 6));
  await field.setInputFiles(some(6, 9));
  await until("all of them", async () => (await rows.count()) === 9, 60);
  await context.close();
});

for (const [locale, says] of [
  ["zh-CN", /excludedDomainIDs/],
  ["en-US", /excludedDomainIDs/],
]) {
  test(`a field that there is not, or twice, is told, in ${locale}`, async () => {
    const { context, page, rows } = await openMany(locale);
    const misspelt = answersOf("甲厂", { excludedDomainIDs: ["logistics"] });
    const twice = answersOf("乙厂").replace(
      '"weightSet":"discrete"',
      '"weightSet":"process","weightSet":"discrete"',
    );
    await page
      .locator(".drop input")
      .first()
      .setInputFiles([asFile("a.json", misspelt), asFile("b.json", twice)]);
    await page.waitForSelector(".take");
    assert.equal(await rows.count(), 0);
    const notices = page.locator("section h2 ~ .notice.bad");
    assert.match(await notices.first().innerText(), says);
    assert.match(await notices.last().innerText(), /weight_?set/i);
    await context.close();
  });
}

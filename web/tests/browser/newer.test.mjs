// A server that is newer than the page, or older: the page says so, and what it
// can do it does. An intermediary changes the answers of a real server.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import {
  LANGUAGES,
  answer,
  begin,
  goTo,
  openPage,
  takeFile,
  until,
  useBrowser,
} from "./browser.mjs";
import {
  field,
  refused,
  replaced,
  startIntermediary,
  withMore,
} from "./intermediary.mjs";

const used = useBrowser();
let between;
after(() => between?.stop());

// A field and an enum value that nobody knows.
const ADDED = 9999;
const UNKNOWN = 77;

/** A page at the intermediary, which changes answers so. */
async function openAt(locale, changes, more = {}) {
  between ??= await startIntermediary(used.url);
  Object.assign(between.told, {
    changes,
    all: more.all ?? ((one) => one),
    ask: more.ask ?? ((body) => body),
  });
  const context = await used.browser.newContext({
    locale,
    serviceWorkers: "block",
  });
  const page = await openPage(context);
  return { context, page };
}

const textOf = (page) => page.locator("body").innerText();
const isTold = (page) => page.locator(".outdated").count();

/** Words of Latin letters in Chinese texts of the models: names of things. */
let names = null;
async function namesOf() {
  const asked = await fetch(`${used.url}cmmm.v1.ModelService/GetModel`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: '{"texts": "MODEL_TEXTS_ZH"}',
  });
  const said = [...(await asked.text()).matchAll(/"zh":\s*"([^"]*)"/g)];
  return new Set(said.flatMap(([, zh]) => zh.match(/[A-Za-z]{4,}/g) ?? []));
}

/** Nothing that is there for programs, and nothing in the other language. */
async function checkWords(page, locale, where) {
  const text = await textOf(page);
  assert.doesNotMatch(
    text,
    /undefined|NaN|\[object|\b[a-z]+\.[a-z_]+_?\d*\b/,
    `${where}: ${text}`,
  );
  if (locale !== "zh-CN") return;
  names ??= await namesOf();
  const words = text.match(/[A-Za-z]{4,}/g) ?? [];
  assert.deepEqual(
    words.filter((one) => !names.has(one) && !/^(English|Excel)$/.test(one)),
    [],
    `${where}: ${text}`,
  );
}

/** Through all screens of an assessment. */
async function walk(page, locale) {
  await begin(page, between.url);
  for (let i = 0; i < 3; ++i) {
    await answer(page, 2);
    await page.waitForSelector(".statement");
  }
  await checkWords(page, locale, "question");
  for (const [part, shown] of [
    [2, ".group"],
    [3, "table"],
    [4, ".steps li"],
    [5, ".tracks"],
  ]) {
    await goTo(page, part);
    await page.waitForSelector(shown);
    await checkWords(page, locale, shown);
  }
  const past = page.locator(".tracks summary");
  if ((await past.count()) > 0) await past.click();
  await page.locator(".tracks button").first().click();
  await page.waitForSelector(".condition");
  await checkWords(page, locale, "programme");
}

const VERSION = {
  version: (one) => ({ ...one, body: Buffer.from('{"version":"99.0.0"}') }),
};

for (const locale of LANGUAGES) {
  test(`another version with fields of its own, ${locale}`, async () => {
    const added = withMore(field(ADDED, 1), field(ADDED + 1, "more"));
    const { context, page } = await openAt(locale, VERSION, {
      all: (one, url) => (url.includes("cmmm.v1") ? added(one) : one),
    });
    await walk(page, locale);
    await until("it to be told", () => isTold(page));
    await page.locator(".outdated button").first().click();
    await page.waitForSelector(".condition, .tracks");
    await until("it to be told again", () => isTold(page));
    await page.locator(".outdated button").nth(1).click();
    assert.equal(await isTold(page), 0);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });

  test(`words that the page does not know, ${locale}`, async () => {
    const name = Buffer.concat([field(1, "超额满足"), field(2, "exceeded")]);
    const condition = Buffer.concat([
      field(1, "brand-new"),
      field(2, Buffer.concat([field(1, "新的条件"), field(2, "A new one")])),
      field(UNKNOWN, field(1, 1)),
    ]);
    const worst = Buffer.concat([field(3, UNKNOWN), field(5, field(1, 78))]);
    const { context, page } = await openAt(locale, {
      GetModel: withMore(
        field(
          2,
          Buffer.concat([
            field(5, Buffer.concat([field(1, 9), field(2, name)])),
            field(9, field(3, UNKNOWN)),
          ]),
        ),
      ),
      NextQuestions: withMore(
        field(4, Buffer.concat([field(1, "brand.9.z"), field(4, UNKNOWN)])),
      ),
      Score: withMore(field(7, field(1, worst))),
      GetProgramme: withMore(field(2, field(7, condition))),
      CheckReadiness: withMore(
        field(5, UNKNOWN),
        field(6, Buffer.concat([field(1, "brand-new"), field(2, UNKNOWN)])),
      ),
    });
    await walk(page, locale);
    await until("it to be told", () => isTold(page));
    // A condition of a new kind is not asked for as if it were an old one.
    const row = page.locator(".condition").last();
    assert.match(await row.innerText(), /新的条件|A new one/);
    assert.equal(await row.locator("input").count(), 0);
    // A new grade is shown by its name; what an old server says to it is told.
    await goTo(page, 1);
    await page.waitForSelector(".statement");
    assert.equal(await page.locator(".grade").count(), 5);
    assert.match(
      await page.locator(".grade").last().innerText(),
      /超额|exceed/,
    );
    assert.deepEqual(page.complaints, []);
    await context.close();
  });

  test(`methods that are gone, ${locale}`, async () => {
    const { context, page } = await openAt(locale, {
      PlanUpgrade: refused(501, { code: "unimplemented", message: "gone" }),
      CheckReadiness: (one) => ({
        status: 404,
        headers: { ...one.headers, "content-type": "text/html" },
        body: Buffer.from("<html>not here</html>"),
      }),
      Score: refused(418, {
        code: "brand_new",
        message: "in English",
        details: [{ type: "cmmm.v9.Brand", value: "AAAA" }],
      }),
    });
    await begin(page, between.url);
    await answer(page, 2);
    for (const [part, says] of [
      [3, /意外的问题|unexpected/],
      [4, /版本不一样|different versions/],
    ]) {
      await goTo(page, part);
      await page.waitForSelector("main .notice.bad");
      const told = await page.locator("main .notice.bad").innerText();
      assert.match(told, says);
      await checkWords(page, locale, String(part));
    }
    await goTo(page, 5);
    await page.waitForSelector(".tracks");
    const past = page.locator(".tracks summary");
    if ((await past.count()) > 0) await past.click();
    await page.locator(".tracks button").first().click();
    await page.waitForSelector("main .notice.bad");
    await checkWords(page, locale, "programme");
    // What is there works as before; the answers can be taken away.
    await goTo(page, 1);
    await page.waitForSelector(".statement");
    await answer(page, 2);
    await goTo(page, 3);
    await page.waitForSelector(".take");
    const download = await takeFile(page);
    const file = JSON.parse(readFileSync(await download.path(), "utf8"));
    assert.equal(file.list.answers.length, 2);
    assert.deepEqual(page.complaints, []);
    await context.close();
  });
}

test("a model of a later year", async () => {
  const [now, later] = ["gbt39116-2020", "gbt99116-2036"];
  const { context, page } = await openAt("zh-CN", VERSION, {
    all: (one) => ({ ...one, body: replaced(one.body, now, later) }),
    ask: (body) => replaced(body, later, now),
  });
  await walk(page, "zh-CN");
  await goTo(page, 3);
  await page.waitForSelector(".take");
  const download = await takeFile(page);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(file.model.id, later);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("a model that is gone since", async () => {
  const { context, page } = await openAt("zh-CN", {});
  await begin(page, between.url);
  await answer(page, 2);
  // Another server, which never had it.
  between.told.ask = (body) => replaced(body, "gbt39116-2020", "gbt00000-1999");
  await page.reload();
  await page.waitForSelector("main .notice.bad");
  assert.match(await page.locator("main .notice.bad").innerText(), /没有/);
  await goTo(page, 2);
  await page.waitForSelector(".group");
  assert.match(await page.locator("main").innerText(), /1 \//);
  await goTo(page, 3);
  await page.waitForSelector(".take");
  const download = await takeFile(page);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(file.list.answers.length, 1);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("a page whose files are gone, since the server was renewed", async () => {
  let isGone = true;
  const { context, page } = await openAt(
    "zh-CN",
    {},
    {
      all: (one, url) =>
        isGone && /\/Plan-[^/]*\.js$/.test(url)
          ? { status: 404, headers: {}, body: Buffer.alloc(0) }
          : one,
    },
  );
  await begin(page, between.url);
  await answer(page, 2);
  await goTo(page, 4);
  await until("it to be told", () => isTold(page));
  isGone = false;
  await page.locator(".outdated button").first().click();
  await until("it to be gone", async () => (await isTold(page)) === 0);
  await goTo(page, 4);
  await page.waitForSelector(".steps li");
  await context.close();
});

// What a person is told when something is refused: in the language of the page
// alone, with the question it is about, and with what to do next. Rule by rule,
// by a real server.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { openPage, until, useBrowser } from "./browser.mjs";

const used = useBrowser();

const FIRST = { requirementId: "data.1.a", grade: "GRADE_FULLY" };
const ok = { profile: { weightSet: "discrete" }, list: { answers: [FIRST] } };
const withAnswer = (change) => ({
  ...ok,
  list: { answers: [{ ...FIRST, ...change }] },
});
const withProfile = (change) => ({
  ...ok,
  profile: { weightSet: "discrete", ...change },
});
const long = "长".repeat(1001);

// Rules that a file can break, each by a file of its own; `says` is what only
// this refusal says.
const FILES = {
  "answer.unknown_requirement": withAnswer({ requirementId: "none.1.a" }),
  "answer.duplicate": { ...ok, list: { answers: [FIRST, FIRST] } },
  "answer.grade_range": withAnswer({ grade: 9 }),
  "answer.not_applicable_refused": {
    ...ok,
    list: {
      answers: [
        { requirementId: "data.1.a", notApplicable: { reason: "没有" } },
      ],
    },
  },
  "answer.note_too_long": withAnswer({ note: long }),
  "answer.evidence_too_long": withAnswer({ evidence: [{ text: long }] }),
  "answer.too_much_evidence": withAnswer({
    evidence: Array.from({ length: 11 }, () => ({ text: "一份" })),
  }),
  "info.too_long": { ...ok, info: { remarks: long } },
  "info.date": { ...ok, info: { assessedOn: "2026-02-30" } },
  "profile.unknown_domain": withProfile({ excludedDomainIds: ["nowhere"] }),
  "profile.domain_not_excludable": withProfile({ excludedDomainIds: ["data"] }),
  "profile.duplicate_domain": withProfile({
    excludedDomainIds: ["logistics", "logistics"],
  }),
  "profile.level_range": withProfile({ assessUpToLevel: 9 }),
  WEIGHT_SET_NOT_FOUND: withProfile({ weightSet: "none" }),
  MODEL_NOT_FOUND: { ...ok, model: { id: "none" } },
  "no assessment": { list: "text" },
};

/** Opens the file, and gives what is said about it. */
async function told(page, name, bytes) {
  await page.goto(`${used.url}#/`);
  await page.goto(`${used.url}#/saved`);
  await page.waitForSelector("#file", { state: "attached" });
  await page.locator("#file").setInputFiles({
    name,
    mimeType: "application/octet-stream",
    buffer: bytes,
  });
  const notice = page.locator(".notice.bad");
  await until(`what is wrong with ${name}`, () => notice.count());
  return notice.first().innerText();
}

/**
 * What is no quotation, and no list of the ids that there are: files are in
 * their own language.
 */
const own = (text) =>
  text.replace(/[“`][^”`]*[”`]|(现有|there are)[^\n]*/g, "");

function checkLanguage(said, locale, name) {
  if (locale === "zh-CN") {
    const words = own(said).match(/[A-Za-z]{3,}/g) ?? [];
    const known = /^(Excel|WPS|xlsx|xls|OpenDocument)$/;
    assert.deepEqual(
      words.filter((word) => !known.test(word)),
      [],
      `${name}: ${said}`,
    );
    assert.match(said, /[改删请选再]/, name);
  } else {
    assert.doesNotMatch(own(said), /[\u3400-\u9fff]/, `${name}: ${said}`);
  }
}

for (const locale of ["zh-CN", "en-US"]) {
  test(`in ${locale}`, async () => {
    const context = await used.browser.newContext({ locale });
    const page = await openPage(context);
    const all = new Set();
    for (const [name, file] of Object.entries(FILES)) {
      const said = await told(
        page,
        "file.json",
        Buffer.from(JSON.stringify(file)),
      );
      checkLanguage(said, locale, name);
      all.add(said);
    }
    // Each says what is its own, but for what the server does not have, and for
    // texts that are too long in two places.
    assert.ok(all.size >= Object.keys(FILES).length - 2, [...all].join("\n"));
    for (const [name, bytes] of Object.entries({
      "text.xlsx": "no workbook",
      "old.xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
      "empty.xlsx": "",
    })) {
      const said = await told(page, name, Buffer.from(bytes, "latin1"));
      checkLanguage(said, locale, name);
    }
    assert.deepEqual(page.complaints, []);
    await context.close();
  });
}

test("a refused answer is named by its question", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  const file = FILES["answer.duplicate"];
  const said = await told(page, "a.json", Buffer.from(JSON.stringify(file)));
  const asked = await fetch(`${used.url}cmmm.v1.ModelService/GetModel`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  const { requirements } = (await asked.json()).definition;
  const { statement } = requirements.find((one) => one.id === "data.1.a");
  assert.ok(said.includes(statement.zh), said);
  await context.close();
});

test("a file of half a gigabyte is refused before it is read", async () => {
  const context = await used.browser.newContext({ locale: "zh-CN" });
  const page = await openPage(context);
  await page.goto(`${used.url}#/saved`);
  await page.waitForSelector("#file", { state: "attached" });
  // No such file need be made: the page looks at its size first.
  await page.evaluate(() => {
    const field = document.querySelector("#file");
    for (const name of ["a.xlsx", "a.json"]) {
      const file = new File([], name);
      Object.defineProperty(file, "size", { value: 512 * 1024 * 1024 });
      file.arrayBuffer = file.text = () => {
        throw new Error("it was read");
      };
      Object.defineProperty(field, "files", {
        value: [file],
        configurable: true,
      });
      field.dispatchEvent(new Event("change"));
    }
  });
  await page.waitForSelector(".notice.bad");
  assert.match(await page.locator(".notice.bad").innerText(), /太大/);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

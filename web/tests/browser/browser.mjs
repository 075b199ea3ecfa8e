// The browser of the tests, and what a person does in it.
import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { root, startServer } from "./server.mjs";

export const SCREENS = [
  { name: "phone", width: 360, height: 640 },
  { name: "desktop", width: 1366, height: 768 },
];
export const LANGUAGES = ["zh-CN", "en-US"];

/** A server and a browser for the tests of a file. */
export function useBrowser(how = {}) {
  const used = {};
  before(async () => {
    used.server = await startServer(how);
    used.url = used.server.url;
    used.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
  });
  after(async () => {
    await used.browser?.close();
    await used.server?.stop();
  });
  return used;
}

/** A page whose every complaint is kept in `complaints`. */
export async function openPage(context) {
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    // What a lost network leaves in the console is no complaint of the page.
    const isNetwork = /net::ERR|Failed to load resource/.test(message.text());
    if (message.type() === "error" && !isNetwork) {
      page.complaints.push(message.text());
    }
  });
  return page;
}

/** Tries again until it holds: the policy of the page forbids `eval` in it. */
export async function until(what, holds, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** From an empty page to the first question; gives the number of taps. */
export async function begin(page, url, { type = 1, aim = "level" } = {}) {
  await page.goto(url);
  await page.waitForSelector("form");
  let taps = 0;
  const tap = async (place) => {
    await place.click();
    ++taps;
  };
  await tap(page.locator("input[name=type]").nth(type));
  if (aim !== "level") await tap(page.locator(`input[value=${aim}]`));
  await tap(page.locator("button[type=submit]"));
  await page.waitForSelector(".statement");
  return taps;
}

/** Taps the `nth` grade and waits for whatever comes next. */
export async function answer(page, nth) {
  const before = page.url();
  await page.locator(".choice").nth(nth).click();
  await until("the next question", () => page.url() !== before);
}

/** Answers until the page stops asking; gives how many questions it took. */
export async function answerAll(page, gradeOf, most = 250) {
  let count = 0;
  while ((await page.locator(".verdict").count()) === 0) {
    assert.ok(count < most, "it never stops asking");
    if ((await page.locator(".statement").count()) > 0) {
      await answer(page, gradeOf(count++));
    }
  }
  return count;
}

/** Opens a part of the assessment by its place in the navigation, from 1. */
export function goTo(page, part) {
  return page.locator(`nav.parts a:nth-child(${part})`).click();
}

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** No violation of WCAG 2.2 AA. Needs a context with `bypassCSP`. */
export async function checkAccessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
  );
  assert.deepEqual(found, [], where);
}

/** Pastes as people do: by the clipboard, through whatever the field does. */
export async function paste(page, selector, text) {
  await page.evaluate((one) => navigator.clipboard.writeText(one), text);
  const place = page.locator(selector);
  await place.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
  assert.equal(await place.inputValue(), text, selector);
}

/** Nothing is wider than the screen. */
export async function checkFits(page, where) {
  const [wide, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ]);
  assert.ok(wide <= width, `${where} is ${wide} wide on ${width}`);
}

const pictures = `${root}build/page-pictures`;

/** A picture of the whole screen, for people to look at. */
export async function takePicture(page, name) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** The same numbers for the same seed, on every machine. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The file that the result hands out, as Playwright's download. */
export async function takeFile(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".take button").nth(1).click(),
  ]);
  return download;
}

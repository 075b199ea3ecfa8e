// Says in index.html what the page is, in both languages, so that there is
// something to read before the script has come: on a slow phone, seconds. The
// script puts the screen in its place.
import type { Plugin } from "vite";
import { common } from "../src/texts/common";
import { greeting as texts } from "../src/texts/greeting";
import { start } from "../src/texts/start";

const PLACE = "<!-- greeting -->";

function inLanguage(index: 0 | 1, lang: string): string {
  return `
      <section lang="${lang}">
        <p class="greeting-title">${common.title[index]}</p>
        <p>
          ${start.lead[index]}<br />
          <small class="hint">${texts.opening[index]} ${texts.stays[index]}</small>
        </p>
      </section>`;
}

export function greeting(): Plugin {
  return {
    name: "greeting",
    transformIndexHtml: (html) =>
      html.replace(PLACE, `${inLanguage(0, "zh-CN")}${inLanguage(1, "en")}`),
  };
}

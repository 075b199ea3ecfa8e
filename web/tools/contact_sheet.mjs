// Puts pictures of `tools/page.sh browser` side by side, as docs/page.md has them:
//   node tools/contact_sheet.mjs OUT.png COLUMN_WIDTH MOST_HEIGHT NAME…
// A name is that of a picture in build/page-pictures/, without `.png`; `|` begins
// another row.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [out, width, height, ...names] = process.argv.slice(2);
const pictures = fileURLToPath(
  new URL("../../build/page-pictures/", import.meta.url),
);
const image = (name) => {
  const bytes = readFileSync(`${pictures}${name}.png`).toString("base64");
  return `<div><img src="data:image/png;base64,${bytes}"></div>`;
};
const rows = names
  .join(" ")
  .split("|")
  .map((row) => row.trim().split(" ").map(image).join(""));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage({ viewport: { width: 4000, height: 800 } });
await page.setContent(
  `<style>
     body { margin: 0; display: inline-block; background: #b9c4d0 }
     section { display: flex; gap: 8px; padding: 4px; align-items: flex-start }
     div { width: ${width}px; max-height: ${height}px; overflow: hidden }
     img { width: 100%; display: block }
   </style>${rows.map((row) => `<section>${row}</section>`).join("")}`,
);
await page.locator("body").screenshot({ path: out });
await browser.close();

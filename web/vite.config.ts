// How the page is built: for Chrome 80, without inline script or style, with
// addresses relative to wherever it is served.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { offline } from "./tools/offline";
import { preload } from "./tools/preload";

// The day of the last release: no clock is right that is behind it.
const changes = readFileSync(
  new URL("../CHANGELOG.md", import.meta.url),
  "utf8",
);
const [, released = ""] = /^## \[[\d.]+\] - ([\d-]+)$/m.exec(changes) ?? [];

export default defineConfig({
  base: "./",
  plugins: [vue(), preload("/src/work.ts"), offline()],
  resolve: {
    alias: { "@": fileURLToPath(new URL("src", import.meta.url)) },
  },
  define: {
    __RELEASED__: JSON.stringify(released),
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: {
    target: "chrome80",
    // A polyfill would be an inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: ["index.html", "report.html"] },
  },
});

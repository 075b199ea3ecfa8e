// How the page is built: for Chrome 80, without inline script or style, with
// addresses relative to wherever it is served.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { greeting } from "./tools/greeting";
import { offline } from "./tools/offline";
import { preload } from "./tools/preload";

// The day of the last release: no clock is right that is behind it.
const changes = readFileSync(
  new URL("../CHANGELOG.md", import.meta.url),
  "utf8",
);
const [, released = ""] = /^## \[[\d.]+\] - ([\d-]+)$/m.exec(changes) ?? [];

// The server's version is the same when it is of the same build.
const project = readFileSync(
  new URL("../CMakeLists.txt", import.meta.url),
  "utf8",
);
const [, version = ""] = /^project\(cmmm VERSION ([\d.]+)/m.exec(project) ?? [];

// What runs in one go stands in one file; src/engine/warm_up.ts runs them one
// after the other. What is not named goes along with what needs it.
const GEN = /src\/gen\/cmmm\/v1\/(\w+)_pb\.ts$/;
const STEPS = [
  ["messages-1", ["model", "answers", "scorecard"]],
  ["messages-2", ["gap", "scoring_service", "bounds", "next_questions"]],
  ["messages-3", ["margin", "plan", "explain", "signed_result"]],
  ["messages-4", ["compare", "portfolio", "programme", "readiness"]],
] as const;
function chunkOf(id: string): string | undefined {
  if (id.includes("@bufbuild/protobuf")) return "protobuf";
  const name = GEN.exec(id)?.[1] ?? "";
  return STEPS.find(([, files]) => files.some((one) => one === name))?.[0];
}

export default defineConfig({
  base: "./",
  plugins: [
    vue(),
    greeting(),
    preload(["/src/work.ts", "/src/engine/protobuf.ts"]),
    offline(),
  ],
  resolve: {
    alias: { "@": fileURLToPath(new URL("src", import.meta.url)) },
  },
  define: {
    __VERSION__: JSON.stringify(version),
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
    rollupOptions: {
      input: ["index.html", "report.html"],
      output: { manualChunks: chunkOf },
    },
  },
});

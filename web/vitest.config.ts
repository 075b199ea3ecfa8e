import { defineConfig, mergeConfig } from "vitest/config";
import page from "./vite.config";

export default mergeConfig(
  page,
  defineConfig({
    test: {
      include: ["tests/unit/**/*.test.ts"],
      setupFiles: ["tests/unit/setup.ts"],
      // For machines that do other things as well.
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);

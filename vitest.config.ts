import { defineConfig } from "vitest/config";

/** `NEARSIDE_LONG=1` runs the long suites (*.long.test.ts) in place of the short ones. */
const isLong = process.env["NEARSIDE_LONG"] === "1";

export default defineConfig({
  test: {
    environment: "node",
    include: isLong ? ["test/**/*.long.test.ts"] : ["test/**/*.test.ts"],
    exclude: isLong ? ["node_modules/**"] : ["node_modules/**", "test/**/*.long.test.ts"],
    passWithNoTests: isLong,
    testTimeout: isLong ? 600_000 : 30_000,
    // Two cores: more would only take time from each other.
    maxWorkers: 2,
  },
});

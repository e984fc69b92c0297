import { defineConfig } from "@playwright/test";

/** Quiet: nothing but what a test asks for reaches the network. */
const BASE_FLAGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const chromium = process.env["NEARSIDE_CHROMIUM"];
const isRoot = process.getuid?.() === 0;

/**
 * `npm test` finds the Chromium and serves the built app; run alone (`npx playwright test`), the global set-up does.
 * Software WebGPU is on, so that the parts that look for an adapter meet one and must see that it is a fallback.
 */
export default defineConfig({
  testDir: "test",
  testMatch: ["browser/**/*.spec.ts", "public-api/**/*.spec.ts"],
  globalSetup: "./test/browser/support/serve-built-app.ts",
  outputDir: "test-results/browser",
  fullyParallel: false,
  // One at a time: a language model uses both cores of a small machine.
  workers: 1,
  retries: 0,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    browserName: "chromium",
    trace: "off",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      chromiumSandbox: !isRoot,
      args: [...BASE_FLAGS, "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
    },
  },
});

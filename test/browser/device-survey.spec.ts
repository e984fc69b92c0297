import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { startServer } from "../../tools/serve.mjs";
import type { SurveyHarness } from "./harness/survey/survey-page.ts";
import { expect, test } from "./support/nearside-test.ts";

declare global {
  interface Window {
    deviceSurvey: SurveyHarness;
  }
}

const root = fileURLToPath(new URL("./harness/survey", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/survey-harness", import.meta.url));

let server: { url: string; close: () => Promise<void> };

test.beforeAll(async () => {
  await build({
    root,
    publicDir: false,
    configFile: false,
    logLevel: "error",
    build: { outDir: distDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
  server = await startServer({ port: 0, distDir });
});

test.afterAll(async () => {
  await server.close();
});

test.beforeEach(async ({ page }) => {
  await open(page);
});

async function open(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "deviceSurvey" in window);
}

test("the software adapter is seen as one, with its features and limits", async ({ page }) => {
  const { gpu, gpuAbsence } = await page.evaluate(() => window.deviceSurvey.survey());
  expect(gpuAbsence).toBeNull();
  expect(gpu).toMatchObject({ isFallback: true });
  expect(gpu?.features).not.toContain("shader-f16");
  expect(gpu?.limits["maxBufferSize"]).toBeGreaterThan(0);
  expect(gpu?.limits["maxComputeWorkgroupStorageSize"]).toBe(32_768);
});

test("memory, cores, isolation, WebAssembly and space are told as Chromium has them", async ({
  page,
}) => {
  const report = await page.evaluate(() => window.deviceSurvey.survey());
  expect(report.memoryBytes).toBeGreaterThan(0);
  expect(report.cores).toBe(await page.evaluate(() => navigator.hardwareConcurrency));
  expect(report).toMatchObject({ isIsolated: true, hasModernWasm: true, isPhone: false });
  expect(report.storage?.quotaBytes).toBeGreaterThan(1e6);
});

test("a software adapter never puts a machine into a tier of adapters", async ({ page }) => {
  const { tier } = await page.evaluate(() => window.deviceSurvey.survey());
  expect(["minimal", "processor"]).toContain(tier);
});

test("no model of web-llm is offered here, and it says why", async ({ page }) => {
  const reasons = await page.evaluate(() => window.deviceSurvey.whyNots("web-llm"));
  expect(reasons.length).toBeGreaterThan(10);
  expect(new Set(reasons.map((why) => why?.reason))).toEqual(new Set(["software_adapter"]));
});

test("a survey fetches nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(() => window.deviceSurvey.survey());
  expect(asked).toEqual([]);
});

test("Chromium without its model says so", async ({ page }) => {
  expect(await page.evaluate(() => window.deviceSurvey.browserModel())).toBe("unavailable");
  const [why] = await page.evaluate(() => window.deviceSurvey.whyNots("prompt-api"));
  expect(why).toEqual({ reason: "browser_has_none" });
});

test("a page whose WebGPU hangs is surveyed all the same", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator.gpu, "requestAdapter", { value: () => new Promise(() => {}) });
  });
  await open(page);
  const { gpu, gpuAbsence } = await page.evaluate(() => window.deviceSurvey.survey());
  expect({ gpu, gpuAbsence }).toEqual({ gpu: null, gpuAbsence: "probe_failed" });
});

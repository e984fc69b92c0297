import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { build, defaultClientConditions } from "vite";
import { startServer } from "../../tools/serve.mjs";
import type { ClassifierHarness, Spoil } from "./harness/classifier/classifier-page.ts";

declare global {
  interface Window {
    classifier: ClassifierHarness;
  }
}

const root = fileURLToPath(new URL("./harness/classifier", import.meta.url));
const publicDir = fileURLToPath(new URL("../../public", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/classifier-harness", import.meta.url));

let server: { url: string; close: () => Promise<void> };

test.beforeAll(async () => {
  await build({
    root,
    publicDir,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
    worker: { format: "es" },
    build: { outDir: distDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
  server = await startServer({ port: 0, distDir });
});

test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  await page.goto(server.url);
  await page.waitForFunction(() => "classifier" in window);
});

test("the real model in the real worker tells an easy question from a hard one", async ({
  page,
}) => {
  const [easy, hard] = await page.evaluate(async () => [
    await window.classifier.estimate(
      "What do plants need to grow?\nA. sunlight\nB. sand\nC. plastic",
    ),
    await window.classifier.estimate(
      "Let $f(x) = x^3 - 3x + 1$ with roots $a, b, c$. Find $\\frac{a^5 + b^5 + c^5}{abc}$ exactly.",
    ),
  ]);
  expect(hard?.difficulties[0]?.mean).toBeGreaterThan((easy?.difficulties[0]?.mean ?? 0) + 0.5);
  expect(hard?.task["maths"]).toBeGreaterThan(0.5);
  expect(easy?.task["exam"]).toBeGreaterThan(0.5);
  const sum = Object.values(easy?.domain ?? {}).reduce((total, share) => total + share, 0);
  expect(sum).toBeCloseTo(1, 4);
});

test("a request about live data needs tools, a definition does not", async ({ page }) => {
  const [live, known] = await page.evaluate(async () => [
    await window.classifier.estimate("will it rain in seattle tomorrow morning"),
    await window.classifier.estimate("explain what a synonym is"),
  ]);
  expect(live?.needsTools).toBeGreaterThan(0.6);
  expect(known?.needsTools).toBeLessThan(0.4);
});

test("empty, huge, mixed-script and broken texts give finite estimates, less sure than a familiar one", async ({
  page,
}) => {
  const [familiar, ...odd] = await page.evaluate(async () => {
    const texts = [
      "What is the name of the process by which plants make food from light?",
      "",
      "\u0000\ud800\uffff",
      "오늘 저녁에 무엇을 먹으면 좋을까요?",
      "Здравствуй 你好 مرحبا नमस्ते 안녕",
      "zxqv wrtk plmf ".repeat(70_000),
    ];
    return Promise.all(texts.map((text) => window.classifier.estimate(text)));
  });
  const familiarSd = familiar?.difficulties[0]?.sd ?? Number.NaN;
  for (const estimate of odd) {
    const [difficulty] = estimate.difficulties;
    expect(Number.isFinite(difficulty?.mean)).toBe(true);
    expect(difficulty?.sd).toBeGreaterThan(familiarSd * 1.2);
    expect(Number.isFinite(estimate.needsTools)).toBe(true);
  }
});

test("letter case and spacing do not move an estimate", async ({ page }) => {
  const [plain, shouted] = await page.evaluate(async () => [
    await window.classifier.estimate("who wrote the opera about a barber?"),
    await window.classifier.estimate("  WHO WROTE  THE OPERA ABOUT\tA BARBER? "),
  ]);
  expect(shouted).toEqual(plain);
});

test("the version is that of the manifest and of every estimate", async ({ page }) => {
  const [version, estimate] = await page.evaluate(
    async () =>
      [await window.classifier.version(), await window.classifier.estimate("hello")] as const,
  );
  expect(version).toMatch(/^router-[0-9a-f]{8}$/);
  expect(estimate.version).toBe(version);
});

const refusals: readonly [Spoil, string, RegExp][] = [
  ["model", "model_corrupt", /router\.onnx/],
  ["feature-version", "model_corrupt", /features-0/],
  ["manifest", "model_corrupt", /manifest\.json/],
  ["missing", "classifier_unavailable", /could not be read/],
];
for (const [spoil, code, names] of refusals) {
  test(`files with ${spoil} spoiled are refused with ${code}, and named`, async ({ page }) => {
    const failure = await page.evaluate((which) => window.classifier.failure(which), spoil);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toMatch(names);
  });
}

test("a worker that is gone fails one estimate with a code, and the next one starts it again", async ({
  page,
}) => {
  const { first, second } = await page.evaluate(() =>
    window.classifier.estimateAfterDeath("hello"),
  );
  expect(first).toBe("worker_timeout");
  expect(second.difficulties).toHaveLength(1);
});

test("after dispose every estimate fails with router_disposed", async ({ page }) => {
  expect(await page.evaluate(() => window.classifier.failureAfterDispose())).toBe(
    "router_disposed",
  );
});

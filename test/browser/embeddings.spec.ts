import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { build, defaultClientConditions } from "vite";
import manifest from "../../src/device/encoder.json" with { type: "json" };
import type { EmbeddingRequest } from "../../src/chat/embedding.ts";
import { startServer } from "../../tools/serve.mjs";
import { embedderRules } from "../contracts/embedder.contract.ts";
import type { EmbeddingsHarness } from "./harness/embeddings/embeddings-page.ts";

// The real encoder in the real worker, fetched through the real model store.

declare global {
  interface Window {
    embeddings: EmbeddingsHarness;
  }
}

const root = fileURLToPath(new URL("./harness/embeddings", import.meta.url));
const publicDir = fileURLToPath(new URL("../../public", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/embeddings-harness", import.meta.url));
const built = fileURLToPath(new URL("../../.models", import.meta.url));

/** What the server has under /models/: a test may spoil it. */
let modelsDir: string;
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
  modelsDir = mkdtempSync(join(tmpdir(), "nearside-encoder-"));
  serveBuilt();
  server = await startServer({ port: 0, distDir, modelsDir });
});

test.afterAll(async () => {
  await server.close();
  rmSync(modelsDir, { recursive: true });
});

test.beforeEach(async ({ page }) => {
  await page.goto(server.url);
  await page.waitForFunction(() => "embeddings" in window);
});

for (const { name } of embedderRules) {
  test(`the encoder in its worker keeps the rule: ${name}`, async ({ page }) => {
    await page.evaluate((rule) => window.embeddings.holds(rule), name);
  });
}

test("a paraphrase and a translation are nearer than another sentence", async ({ page }) => {
  const [said, paraphrase, korean, german, other] = await vectorsOf(page, {
    input: [
      "How can I change my password?",
      "I would like to set a new password, what do I do?",
      "비밀번호를 어떻게 바꾸나요?",
      "Wie kann ich mein Passwort ändern?",
      "The soup needs more salt.",
    ],
  });
  const far = cosine(said, other);
  expect(far).toBeLessThan(0.3);
  for (const near of [paraphrase, korean, german]) {
    expect(cosine(said, near)).toBeGreaterThan(0.5);
  }
});

test("a hundred texts come back in their order, each as when asked alone", async ({ page }) => {
  const input = Array.from(
    { length: 100 },
    (_, index) => `Item ${index} of ${index * 7}: 물건 ${index}`,
  );
  const vectors = await vectorsOf(page, { input });
  expect(vectors).toHaveLength(100);
  for (const index of [0, 37, 99]) {
    const [alone] = await vectorsOf(page, { input: input[index] ?? "" });
    expect(cosine(vectors[index], alone)).toBeGreaterThan(0.99999);
  }
});

test("fewer dimensions are the first ones at length 1, and base64 holds the same floats", async ({
  page,
}) => {
  const [whole = []] = await vectorsOf(page, { input: "한 문장" });
  const [short = []] = await vectorsOf(page, { input: "한 문장", dimensions: 64 });
  expect([whole.length, short.length]).toEqual([512, 64]);
  expect(Math.hypot(...whole)).toBeCloseTo(1, 4);
  expect(Math.hypot(...short)).toBeCloseTo(1, 4);
  expect(cosine(short, whole.slice(0, 64))).toBeCloseTo(1, 5);
  const answer = await create(page, { input: "한 문장", encoding_format: "base64" });
  const bytes = Buffer.from(String(answer.data[0]?.embedding), "base64");
  expect(whole.map((_, index) => bytes.readFloatLE(4 * index))).toEqual(whole);
});

test("usage counts tokens, and a text that is too long is told by its index", async ({ page }) => {
  const { usage, nearside, model } = await create(page, {
    input: ["the", "word ".repeat(3_000)],
  });
  expect(model).toBe(manifest.model);
  expect(nearside).toEqual({ place: "device", truncated: [1] });
  expect(usage.prompt_tokens).toBe(3 + manifest.maxTokens);
});

test("a flipped byte in the served file is model_corrupt; once the file is right, the next call works", async ({
  page,
}) => {
  const spoiled = readFileSync(join(built, manifest.encoder.name));
  spoiled.writeUInt8(1 ^ spoiled.readUInt8(20_000_000), 20_000_000);
  writeFileSync(join(modelsDir, manifest.encoder.name), spoiled);
  const request = { model: "device", input: "hello" };
  try {
    expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe(
      "model_corrupt",
    );
  } finally {
    serveBuilt();
  }
  expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe("nothing");
});

test("a missing file is model_missing, and nothing hangs", async ({ page }) => {
  rmSync(join(modelsDir, manifest.vocabulary.name));
  const request = { model: "device", input: "hello" };
  try {
    expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe(
      "model_missing",
    );
  } finally {
    serveBuilt();
  }
});

test("a worker that cannot run is worker_died, and the next call has another", async ({ page }) => {
  const request = { model: "device", input: "hello" };
  await page.evaluate(() => window.embeddings.spoilNextWorker());
  expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe("worker_died");
  expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe("nothing");
});

test("a worker that is gone is worker_timeout, and the next call has another", async ({ page }) => {
  const request = { model: "device", input: "hello" };
  expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe("nothing");
  await page.evaluate(() => window.embeddings.killWorker());
  expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe(
    "worker_timeout",
  );
  expect(await page.evaluate((one) => window.embeddings.codeOf(one), request)).toBe("nothing");
  expect(await page.evaluate(() => window.embeddings.workersMade())).toBe(2);
});

test("an estimate that comes during a long call is answered before that ends", async ({ page }) => {
  const texts = Array.from(
    { length: 120 },
    (_, index) => `Sentence ${index} about rivers and rain.`,
  );
  const order = await page.evaluate((all) => window.embeddings.estimateMeanwhile(all), texts);
  expect(order).toEqual(["estimated", "embedded"]);
});

function serveBuilt(): void {
  for (const { name } of [manifest.encoder, manifest.vocabulary]) {
    writeFileSync(join(modelsDir, name), readFileSync(join(built, name)));
  }
}

type Asked = Omit<EmbeddingRequest, "model">;

function create(page: Page, asked: Asked) {
  return page.evaluate((one) => window.embeddings.create({ model: "device", ...one }), asked);
}

async function vectorsOf(page: Page, asked: Asked): Promise<number[][]> {
  const { data } = await create(page, asked);
  return data.map(({ embedding }) => {
    if (typeof embedding === "string") throw new Error("base64 was not asked for");
    return [...embedding];
  });
}

function cosine(one: readonly number[] = [], other: readonly number[] = []): number {
  const dot = one.reduce((sum, value, index) => sum + value * (other[index] ?? NaN), 0);
  return dot / (Math.hypot(...one) * Math.hypot(...other));
}

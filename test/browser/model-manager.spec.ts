import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { offerOf, PROCESSOR } from "../fakes/fake-router-models.ts";
import type { DeviceReport, ModelOffer } from "../../src/index.ts";
import type { PageScript } from "./harness/element/element-page.ts";
import { startElementServer } from "./harness/element/element-server.ts";
import { expect, test } from "./support/nearside-test.ts";

let server: Awaited<ReturnType<typeof startElementServer>>;

test.beforeAll(async () => {
  server = await startElementServer();
});
test.afterAll(() => server.close());

const GOOD_GPU: DeviceReport = {
  ...PROCESSOR,
  gpu: {
    isFallback: false,
    vendor: "apple",
    architecture: "metal-3",
    features: ["shader-f16"],
    limits: { maxBufferSize: 4_294_967_296, maxStorageBufferBindingSize: 4_294_967_296 },
  },
  gpuAbsence: null,
  tier: "medium-gpu",
};

const BETTER = offerOf({
  id: "better",
  name: "Llama 3.2 3B",
  engine: "web-llm",
  licence: "Llama 3.2",
  languages: ["en", "de"],
  bytes: 1_810_000_000,
  isStarter: false,
  isRecommended: true,
  expectedDownloadMs: 240_000,
});

const OFFERS: readonly ModelOffer[] = [
  offerOf({
    stored: "stored",
    storedBytes: 98_362_432,
    hashSource: "known",
    isLoaded: true,
    tokensPerSecond: 11.2,
    measured: {
      ability: [{ mean: -2.4, sd: 0.3 }],
      tokensPerSecond: 11.2,
      questions: 40,
      rightAnswers: 4,
      measuredAt: Date.UTC(2026, 10, 24),
      classifier: "fake",
    },
  }),
  BETTER,
  offerOf({
    id: "f16",
    name: "Qwen3 4B",
    engine: "web-llm",
    isStarter: false,
    bytes: 2_300_000_000,
    whyNot: { reason: "feature_missing", needed: "shader-f16" },
  }),
  offerOf({
    id: "large",
    name: "Phi 3.5 mini",
    isStarter: false,
    bytes: 2_400_000_000,
    whyNot: { reason: "memory_too_small", needed: 3_200_000_000, found: 2_000_000_000 },
  }),
];

const SCRIPT: PageScript = { text: "Paris.", models: { offers: OFFERS, device: GOOD_GPU } };

async function open(page: Page, script: PageScript = SCRIPT): Promise<void> {
  await page.goto(server.url);
  await page.evaluate((given) => window.place(given), script);
}

async function openModels(page: Page, script: PageScript = SCRIPT): Promise<void> {
  await open(page, script);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Models" }).click();
  await expect(page.getByRole("heading", { name: /Llama 3.2 3B/ })).toBeVisible();
}

const item = (page: Page, id: string) => page.locator(`li[data-model="${id}"]`);

test("a first visit with a good GPU says what the machine can run, and what answers meanwhile", async ({
  page,
}) => {
  await open(page);
  const notice = page.locator(".model-notice");
  await expect(notice).toContainText(
    "Your machine can run Llama 3.2 3B (1.8 GB, about 4 minutes at this speed). Meanwhile, a small model answers, or the cloud.",
  );
  await notice.getByRole("button", { name: "Not now" }).click();
  await expect(notice).toBeHidden();
  await open(page);
  await page.waitForTimeout(500);
  await expect(page.locator(".model-notice")).toBeHidden();
});

test("a download begins on a click, pauses, and goes on from where it was", async ({ page }) => {
  await openModels(page, { ...SCRIPT, isModelHeld: true });
  const better = item(page, "better");
  await better.getByRole("button", { name: /^Download 1.8 GB/ }).click();
  await expect(better.getByRole("progressbar")).toBeVisible();
  await expect(better).toContainText("905 MB of 1.8 GB");
  await better.getByRole("button", { name: /^Pause/ }).click();
  await expect(better).toContainText("partly on this device (905 MB)");
  await page.evaluate(() => window.releaseModels());
  await better.getByRole("button", { name: /^Resume download/ }).click();
  await expect(better).toContainText("on this device");
  await expect(better).toContainText("its publisher lists");
});

test("a model is loaded, measured, unloaded and, asked twice, deleted", async ({ page }) => {
  await openModels(page);
  const better = item(page, "better");
  await better.getByRole("button", { name: /^Download/ }).click();
  await better.getByRole("button", { name: /^Load/ }).click();
  await expect(better).toContainText("Here now");
  await expect(item(page, "small")).not.toContainText("Here now");
  await better.getByRole("button", { name: /^Measure/ }).click();
  await expect(better).toContainText(
    "Right in 13 of 40 test questions, measured on this device on Nov 24, 2026",
  );
  await better.getByRole("button", { name: /^Unload/ }).click();
  await expect(better).not.toContainText("Here now");
  await better.getByRole("button", { name: /^Delete/ }).click();
  await better.getByRole("button", { name: /^Delete for good/ }).click();
  await expect(better).toContainText("not on this device");
});

test("what cannot run is folded away and says exactly why", async ({ page }) => {
  await openModels(page);
  await expect(item(page, "f16")).toBeHidden();
  await page.getByText("Not for this device (2)").click();
  await expect(item(page, "f16")).toContainText(
    "It needs shader-f16, which this GPU does not have.",
  );
  await expect(item(page, "large")).toContainText(
    "It needs 3.2 GB of memory; about 2 GB can be used here.",
  );
});

test("a file and an address become models of one's own", async ({ page }) => {
  await openModels(page);
  await page
    .getByLabel("Choose a GGUF file")
    .setInputFiles({ name: "mine.gguf", mimeType: "", buffer: Buffer.from("GGUF") });
  await expect(page.getByRole("heading", { name: /mine.gguf/ })).toBeVisible();
  await page.getByLabel("Address of a GGUF file").fill("https://example.org/tiny.gguf");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { name: /tiny/ })).toBeVisible();
});

test("the exact figures of the device are one click further", async ({ page }) => {
  await openModels(page);
  await expect(page.getByText("apple metal-3")).toBeHidden();
  await page.getByText("Exact figures").click();
  await expect(page.getByText("apple metal-3")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`the models page in ${colorScheme}, ${width} px wide: no violation, nothing to scroll sideways`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await openModels(page);
      const found = await new AxeBuilder({ page }).include("nearside-chat").analyze();
      expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      const overflow = await page
        .locator(".sheet-body")
        .evaluate((body) => body.scrollWidth - body.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      const folder = process.env["NEARSIDE_PICTURES"];
      if (folder !== undefined)
        await page.screenshot({ path: `${folder}/models-${colorScheme}-${width}.png` });
    });
  }
}

test("the words are Korean for a Korean reader", async ({ page }) => {
  await open(page);
  await page.evaluate(() => document.querySelector("nearside-chat")?.setAttribute("lang", "ko"));
  await expect(page.locator(".model-notice")).toContainText("Llama 3.2 3B 모델을 돌릴 수 있습니다");
});

test("without a good GPU nobody is asked: the better model is on the models page alone", async ({
  page,
}) => {
  await openModels(page, { ...SCRIPT, models: { offers: OFFERS, device: PROCESSOR } });
  await expect(item(page, "better")).toContainText("Best for this device");
  await expect(page.locator(".model-notice")).toBeHidden();
  await expect(page.locator(".sheet-body")).toContainText("This browser offers no GPU");
});

import type { Page } from "@playwright/test";
import manifest from "../../public/models/router/manifest.json" with { type: "json" };
import { SMOLLM2_CARD } from "../../src/device/device-cards.ts";
import type { RunOptions, RunReport } from "./harness/calibration/calibration-page.ts";
import { startCalibrationHarness } from "./harness/calibration/calibration-server.ts";
import { expect, test, watchContext } from "./support/nearside-test.ts";

// The real SmolLM2 answers real questions; one profile serves all tests, as one person's would.
let server: { url: string; close: () => Promise<void> };
let page: Page;
const pageFaults: string[] = [];
test.describe.configure({ mode: "serial", timeout: 300_000 });

test.beforeAll(async ({ browser }) => {
  server = await startCalibrationHarness();
  page = await browser.newPage();
  watchContext(page.context(), pageFaults);
  await page.goto(server.url);
});

test.afterAll(async () => {
  await page.close();
  await server.close();
  expect(pageFaults).toEqual([]);
});

async function run(options: RunOptions): Promise<RunReport> {
  await page.waitForFunction(() => "calibration" in window);
  return page.evaluate((given) => window.calibration.run(given), options);
}

const cardNow = () => page.evaluate(() => window.calibration.card());

/** Sets what the browser says of its battery from now on, in this page and after a reload. */
async function setBattery(charging: boolean): Promise<void> {
  const set = (isCharging: boolean) =>
    Object.defineProperty(Navigator.prototype, "getBattery", {
      configurable: true,
      value: () => Promise.resolve({ charging: isCharging, level: 0.5 }),
    });
  await page.evaluate(set, charging);
}

test("on battery it waits, says so and asks nothing", async () => {
  await page.waitForFunction(() => "calibration" in window);
  await setBattery(false);
  const report = await run({ most: 3, abortAtWait: "mains" });
  expect(report).toMatchObject({ failure: "AbortError", asked: [] });
  expect(report.progress.at(-1)).toMatchObject({ asked: 0, waitsFor: "mains" });
  await setBattery(true);
});

test("@long an abort and a reload lose no answer, and no question is asked twice", async () => {
  const begun = await run({ most: 4, abortAt: 2 });
  expect(begun).toMatchObject({ failure: "AbortError", measured: null });
  expect(begun.asked).toHaveLength(2);
  expect((await cardNow())?.ability).toEqual(SMOLLM2_CARD.ability);
  await page.reload();
  const { measured, progress, asked } = await run({ most: 4 });
  expect(progress[0]).toMatchObject({ asked: 2, most: 4 });
  expect(progress[0]?.ability).toEqual(begun.progress.at(-1)?.ability);
  expect(asked).toHaveLength(2);
  expect(new Set([...begun.asked, ...asked]).size).toBe(4);
  expect(measured).toMatchObject({ questions: 4, classifier: manifest.version });
  expect(measured?.tokensPerSecond).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.calibration.memoryNote())).toBeNull();
});

test("@long what was measured is on the card, also after a reload, and is not measured again", async () => {
  const before = await cardNow();
  expect(before?.ability).not.toEqual(SMOLLM2_CARD.ability);
  expect(before?.source).toContain("measured on this device");
  await page.reload();
  await page.waitForFunction(() => "calibration" in window);
  await expect.poll(cardNow).toEqual(before);
  const { measured, asked } = await run({ most: 4 });
  expect(asked).toEqual([]);
  expect(measured?.ability).toEqual(before?.ability);
});

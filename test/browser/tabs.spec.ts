import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";
import { build } from "vite";
import { startServer } from "../../tools/serve.mjs";
import type { TabHarness } from "./harness/tabs/tabs-page.ts";
import { expect, test } from "./support/nearside-test.ts";

declare global {
  interface Window {
    tab: TabHarness;
  }
}

const root = fileURLToPath(new URL("./harness/tabs", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/tabs-harness", import.meta.url));
let server: { url: string; close: () => Promise<void> };

test.beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { outDir: distDir, emptyOutDir: true, target: "es2023" },
  });
  server = await startServer({ port: 0, distDir });
});

test.afterAll(() => server.close());

/** A new tab that knows who leads. */
async function openTab(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.url}/?tab=${name}`);
  await page.waitForFunction(() => "tab" in window);
  return page;
}

const ask = (page: Page, pieces = 2) => page.evaluate((count) => window.tab.ask(count), pieces);

test("two tabs: the first answers both, and the second knows its model is ready", async ({
  context,
}) => {
  const first = await openTab(context, "first");
  expect(await ask(first)).toBe("first more ");
  const second = await openTab(context, "second");
  expect(await ask(second)).toBe("first more ");
  expect(await second.evaluate(() => [window.tab.served(), window.tab.readiness()])).toEqual([
    0,
    "ready",
  ]);
});

test("the leader closes while a request waits in its line: the next tab answers it", async ({
  context,
}) => {
  const first = await openTab(context, "first");
  await ask(first);
  const second = await openTab(context, "second");
  await ask(second);
  // The leader is busy with a long answer of its own, so that the other one waits.
  await first.evaluate(() => window.tab.begin(100_000));
  await second.evaluate(() => window.tab.begin(3));
  await first.close();
  await expect.poll(() => second.evaluate(() => window.tab.answers)).toEqual(["second more more "]);
  expect(await second.evaluate(() => window.tab.notices.map(({ kind }) => kind))).toContain(
    "took-over",
  );
});

test("the leader closes in the middle of an answer: a code, and the next request is answered", async ({
  context,
}) => {
  const first = await openTab(context, "first");
  await ask(first);
  const second = await openTab(context, "second");
  await second.evaluate(() => window.tab.begin(100_000));
  await second.waitForFunction(() => window.tab.shown() > 2);
  await first.close();
  await expect
    .poll(() => second.evaluate(() => window.tab.answers))
    .toEqual(["failed: worker_died"]);
  expect(await ask(second)).toBe("second more ");
});

test("a leader whose main thread hangs is replaced, and follows when it is back", async ({
  context,
}) => {
  const first = await openTab(context, "first");
  await ask(first);
  const second = await openTab(context, "second");
  await ask(second);
  await first.evaluate(() => window.tab.hang(6_000));
  expect(await ask(second)).toBe("second more ");
  await expect.poll(() => ask(first)).toBe("second more ");
});

test("a follower closes in the middle of its answer: the leader's line is free again", async ({
  context,
}) => {
  const first = await openTab(context, "first");
  await ask(first);
  const second = await openTab(context, "second");
  await second.evaluate(() => window.tab.begin(100_000));
  await second.waitForFunction(() => window.tab.shown() > 2);
  await second.close();
  expect(await ask(first)).toBe("first more ");
});

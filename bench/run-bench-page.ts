import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { build, mergeConfig } from "vite";
import viteConfig from "../vite.config.ts";
import { startServer } from "../tools/serve.mjs";
import { findChromium } from "../tools/set-up/chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const flags = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
];

/** The figures that a bench page leaves in `window.bench` when it is asked to run. */
declare global {
  interface Window {
    bench?: (pairs: number) => Promise<unknown>;
  }
}

/**
 * Builds the page of a bench as the app is built, serves it by the app's own server and opens it in Chromium.
 * `use` may open the page anew; its result is returned, and all is closed.
 */
export async function withBenchPage<Figures>(
  folder: string,
  use: (page: Page, url: string) => Promise<Figures>,
): Promise<Figures> {
  const distDir = `${root}.cache/bench-${folder}`;
  await build(
    mergeConfig(viteConfig, {
      configFile: false,
      root: `${root}bench/${folder}`,
      publicDir: `${root}public`,
      logLevel: "error",
      build: { outDir: distDir, emptyOutDir: true },
    }),
  );
  const server = await startServer({ port: 0, distDir });
  const isRoot = process.getuid?.() === 0;
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: !isRoot,
    args: flags,
  });
  try {
    const page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "info") console.log(message.text());
    });
    return await use(page, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Opens the page and waits until it can run. */
export async function openBench(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => window.bench !== undefined);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "@playwright/test";
import { ensureChromium } from "./set-up/chromium.mjs";
import { runMain } from "./set-up/refusal.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "public/icons");

/** Draws public/icons/icon.svg into the PNG files that the web manifest names. */
async function drawIcons(): Promise<void> {
  const svg = readFileSync(join(FOLDER, "icon.svg"), "utf8");
  const browser = await chromium.launch({
    executablePath: await ensureChromium(ROOT),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  await draw(browser, svg, 192, "icon-192.png");
  await draw(browser, svg, 512, "icon-512.png");
  // Out of this one a system cuts a shape of its own.
  await draw(browser, fullBleed(svg), 512, "icon-maskable-512.png");
  await browser.close();
}

async function draw(browser: Browser, svg: string, size: number, name: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: join(FOLDER, name), omitBackground: true });
  await page.close();
}

/** The ground fills the square, and the hearth shrinks into the safe zone: a circle of four fifths of the side. */
function fullBleed(svg: string): string {
  return svg
    .replace('rx="112"', 'rx="0"')
    .replace('id="hearth"', 'id="hearth" transform="translate(41 41) scale(.84)"');
}

await runMain(drawIcons);

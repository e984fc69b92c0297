import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

/** Draws public/icons/icon.svg as the PNGs that web manifests and home screens ask for. Run: `npx tsx tools/icons.ts`. */
const SIZES = [192, 512];

async function drawIcons(): Promise<void> {
  const folder = fileURLToPath(new URL("../public/icons/", import.meta.url));
  const source = readFileSync(`${folder}icon.svg`).toString("base64");
  const executablePath = process.env["NEARSIDE_CHROMIUM"] ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body{margin:0;background:#1d1e21}img{display:block;width:100vw}</style><img src="data:image/svg+xml;base64,${source}">`,
    );
    await page.screenshot({ path: `${folder}icon-${size}.png` });
    await page.close();
  }
  await browser.close();
}

await drawIcons();

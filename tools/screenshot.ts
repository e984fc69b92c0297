import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { startServer } from "./serve.mjs";
import { ensureChromium } from "./set-up/chromium.mjs";
import { Refusal, runMain } from "./set-up/refusal.mjs";

// npm run screenshot: takes the pictures of docs/images. The device model is the real one; the endpoint far away is
// this script's, so that a picture needs no account.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "docs/images");
const MAX_BYTES = 200_000;
const WIDE = { width: 1040, height: 800 };
const NARROW = { width: 360, height: 740 };
const PATIENCE_MS = 240_000;

const EASY = "What is the capital of France?";
const HARD = "Let a, b, c be the roots of x³ − 3x + 1. Find a⁵ + b⁵ + c⁵ exactly, step by step.";
const PRIVATE =
  "Draft a contract with Jane Doe, jane.doe@example.com, +1 212 555 0142, under the law of New York, with a clause for each risk.";
const FAR_ANSWER = `Use **power sums** with the relation \`x³ = 3x − 1\`.

1. From the coefficients: p₁ = 0, and p₂ = p₁² − 2·(−3) = 6.
2. Summing the relation over the roots: p₃ = 3p₁ − 3 = −3.
3. Times x²: p₅ = 3p₃ − p₂ = −9 − 6 = **−15**.

So a⁵ + b⁵ + c⁵ = −15.`;

async function takeAll(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const server = await startServer({ port: 0 });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(ROOT),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const context = await browser.newContext({ viewport: WIDE, locale: "en-US" });
    context.setDefaultTimeout(PATIENCE_MS);
    await answerFarAway(context);
    await takeScenes(await openApp(context, server.url));
  } finally {
    await browser.close();
    await server.close();
  }
}

/** One conversation, in the order in which a person meets the scenes. */
async function takeScenes(page: Page): Promise<void> {
  await take(page, "first-visit");
  await page.getByRole("button", { name: "Load the model now" }).click();
  await page.locator(".ready").waitFor();
  await setEndpoint(page);
  await ask(page, EASY);
  await answered(page, "Keep it here");
  await ask(page, HARD);
  await answered(page, "Send this");
  await take(page, "chat-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await take(page, "chat-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(NARROW);
  await take(page, "chat-360");
  await page.setViewportSize(WIDE);
  await page.locator(".badge").last().click();
  await page.locator(".why table").last().waitFor();
  await page.locator(".why").last().scrollIntoViewIfNeeded();
  await take(page, "why");
  await ask(page, PRIVATE);
  await page.locator("#consent[open]").waitFor();
  await take(page, "consent");
}

async function openApp(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  // It narrows the egress worker's policy, so it comes first, as on any visit but the very first seconds.
  await page.waitForFunction(() => {
    const { navigator } = globalThis as unknown as PageGlobals;
    return navigator.serviceWorker.controller?.state === "activated";
  });
  return page;
}

/** The one thing looked at inside the page, since tools are typed without a DOM. */
interface PageGlobals {
  readonly navigator: {
    readonly serviceWorker: { readonly controller: { readonly state: string } | null };
  };
}

async function setEndpoint(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.locator("[name=address]").fill("https://api.example.com/v1");
  await page.locator("[name=model]").fill("large-1");
  await page.locator("[name=price-in]").fill("1.25");
  await page.locator("[name=price-out]").fill("10");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.keyboard.press("Escape");
}

async function ask(page: Page, question: string): Promise<void> {
  await page.locator("#question").fill(question);
  await page.keyboard.press("Enter");
}

/** Waits for the answer's end, and gives the consent that may be asked for on the way. */
async function answered(page: Page, consent: "Keep it here" | "Send this"): Promise<void> {
  const turn = page.locator(".turn").last();
  const end = turn.locator(".badge, .fault");
  const question = page.locator("#consent[open]");
  await end.or(question).first().waitFor();
  if (await question.isVisible()) {
    await question.getByRole("button", { name: consent }).click();
    await end.first().waitFor();
  }
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new Refusal(`${name}.png has ${size} bytes: at most ${MAX_BYTES}.`);
  console.log(`docs/images/${name}.png: ${Math.round(size / 1000)} kB`);
}

/** Stands in for an OpenAI-compatible endpoint. */
async function answerFarAway(context: BrowserContext): Promise<void> {
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "authorization, content-type, accept",
    "content-type": "text/event-stream",
  };
  const event = (fields: object): string => `data: ${JSON.stringify(fields)}\n\n`;
  const body = [
    event({ choices: [{ index: 0, delta: { content: FAR_ANSWER }, finish_reason: null }] }),
    event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
    event({ choices: [], usage: { prompt_tokens: 58, completion_tokens: 131, total_tokens: 189 } }),
    "data: [DONE]\n\n",
  ].join("");
  await context.route("https://api.example.com/**", (route) =>
    route.fulfill({ status: 200, headers, body }),
  );
}

await runMain(takeAll);

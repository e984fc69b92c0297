import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { answer } from "../servers/answer-scripts.ts";
import { startScriptedServer } from "../servers/scripted-server.ts";
import { expect, test } from "./support/nearside-test.ts";

const KEY = "sk-canary-0815";
const MODEL_MS = 120_000;

async function open(page: Page): Promise<void> {
  await page.goto("/");
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

function isFocused(node: Element): boolean {
  const root = node.getRootNode();
  return root instanceof ShadowRoot && root.activeElement === node;
}

async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector).first();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate(isFocused)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard never reached ${selector}.`);
}

/** Types an endpoint into the settings, with the keyboard alone. */
async function setEndpoint(page: Page, baseUrl: string): Promise<void> {
  await tabTo(page, "button[title=Settings]");
  await page.keyboard.press("Enter");
  await tabTo(page, "input[name=address]");
  for (const text of [`${baseUrl}/v1`, "large", KEY]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await tabTo(page, ".endpoint [type=submit]");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved. It is used from the next question on.")).toBeVisible();
  await page.keyboard.press("Escape");
}

test("a first visit says what runs here, what the cloud would add, and that nothing has left", async ({
  page,
}) => {
  await open(page);
  await expect(page.getByText("Answers start on this device. Nothing has left it.")).toBeVisible();
  await expect(page.locator(".place.near")).toContainText("SmolLM2 135M runs in this browser");
  await expect(page.locator(".place.far")).toContainText("No endpoint is set.");
  await expect(page.locator(".ledger-line")).toHaveText("Nothing has left this device.");
});

test("the keyboard alone goes from a first visit to an answer made on this device, and its why", async ({
  page,
}) => {
  await open(page);
  await tabTo(page, "textarea");
  await page.keyboard.type("Say hello.");
  await page.keyboard.press("Enter");
  await expect(page.locator(".badge")).toContainText("here · SmolLM2 135M", { timeout: MODEL_MS });
  await tabTo(page, ".badge");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table")).toContainText("here (SmolLM2 135M)");
  await expect(page.locator(".why")).toContainText("Nothing private was found.");
});

test("@long Escape stops an answer while the model loads, and the next question is answered", async ({
  page,
}) => {
  await open(page);
  await page.locator("textarea").fill("Tell a long story.");
  await page.keyboard.press("Enter");
  await expect(page.locator(".load, .step.device.current").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("You stopped this answer.")).toBeVisible();
  await page.locator("textarea").fill("Say hello.");
  await page.keyboard.press("Enter");
  await expect(page.locator(".badge")).toContainText("here", { timeout: MODEL_MS });
});

test("an endpoint that is typed in is asked after a yes, its key goes there and is kept nowhere", async ({
  page,
}) => {
  const cloud = await startScriptedServer(answer("Far ", "away."));
  try {
    await open(page);
    await setEndpoint(page, cloud.url);
    await page.locator("textarea").fill("Say hello.");
    await page.keyboard.press("Enter");
    await page.locator(".badge, #consent[open]").first().waitFor({ timeout: MODEL_MS });
    if (await page.locator("#consent[open]").isHidden()) {
      await page.getByRole("button", { name: "Ask the cloud" }).first().click();
    }
    expect(cloud.requests).toHaveLength(0);
    await page.locator("#consent").getByRole("button", { name: "Send this" }).click();
    await expect(page.locator(".badge").last()).toContainText("far · large", { timeout: MODEL_MS });
    await expect(page.locator(".prose").last()).toHaveText("Far away.");
    await expect(page.locator(".ledger-line")).toContainText("1 message went to 127.0.0.1");
    expect(cloud.requests.map(({ headers }) => headers["authorization"])).toEqual([
      `Bearer ${KEY}`,
    ]);
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).toContain("127.0.0.1");
    expect(stored + (await page.content())).not.toContain(KEY);
  } finally {
    await cloud.close();
  }
});

test("language, theme and privacy are kept for the next visit", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("combobox", { name: "Language" }).selectOption("ko");
  await page.getByRole("radio", { name: "어둡게" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "개인정보" }).selectOption("device-only");
  await page.reload();
  await expect(page.locator(".ledger-line")).toHaveText("이 기기에서 나간 것이 없습니다.");
  await expect(page.getByRole("combobox", { name: "개인정보" })).toHaveValue("device-only");
  expect(
    await page.evaluate(() => [
      document.documentElement.lang,
      document.documentElement.dataset["theme"],
    ]),
  ).toEqual(["ko", "dark"]);
});

test("a browser set to Korean is spoken to in Korean from the first visit", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    locale: "ko-KR",
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await page.goto("/");
  await expect(
    page.getByText("답변은 이 기기에서 시작합니다. 아직 아무것도 나가지 않았습니다."),
  ).toBeVisible();
  await context.close();
});

test("axe finds nothing serious on a first visit and in the settings", async ({ page }) => {
  await open(page);
  for (const press of [null, "Settings"]) {
    if (press !== null) await page.getByRole("button", { name: press }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(
      ({ impact }) => impact === "serious" || impact === "critical",
    );
    expect(serious.map(({ id }) => id)).toEqual([]);
  }
});

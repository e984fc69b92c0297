import { createServer, type Server } from "node:http";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { fetchers, SCRIPTS } from "../fixtures/hostile-markdown.ts";
import type { PageScript } from "./harness/element/element-page.ts";
import { startElementServer } from "./harness/element/element-server.ts";
import { expect, test } from "./support/nearside-test.ts";

let server: Awaited<ReturnType<typeof startElementServer>>;

test.beforeAll(async () => {
  server = await startElementServer();
});
test.afterAll(() => server.close());

const PLAIN: PageScript = { text: "Paris is the capital.", hasCloud: true };

const FINDING_BODY = '{"messages":[{"role":"user","content":"Mail ana@example.org"}]}';
const WITH_FINDING: PageScript = {
  ...PLAIN,
  question: {
    destination: "https://api.example.com/v1",
    model: "gpt-x",
    body: FINDING_BODY,
    findings: [{ kind: "EMAIL", part: 0, start: 44, end: 59, score: 1 }],
    isOverBudget: false,
    conversation: "c",
  },
};

async function open(page: Page, script: PageScript): Promise<void> {
  await page.goto(server.url);
  await place(page, script);
}

async function place(page: Page, script: PageScript): Promise<void> {
  await page.evaluate((given) => window.place(given), script);
}

function addressesOf(page: Page): Promise<(string | null)[]> {
  return page
    .locator(".prose a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

async function ask(page: Page, text = "What is the capital?"): Promise<void> {
  await page.getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

async function askAndWait(page: Page): Promise<void> {
  await ask(page);
  await expect(page.locator(".badge").last()).toBeVisible();
}

test("the keyboard alone goes from a first visit to an answer, its why, and a copy", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, PLAIN);
  const question = page.getByRole("textbox");
  for (let presses = 0; presses < 20 && !(await question.evaluate(isFocused)); presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("Hello?");
  await page.keyboard.press("Enter");
  await expect(page.locator(".badge")).toContainText("here · SmolLM2 · 1.2 s · free");
  await expect(question).toBeFocused();
  await tabTo(page, "button.badge");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table")).toContainText("here (SmolLM2)");
  await tabTo(page, "button[title=Copy]");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(PLAIN.text);
});

test("the keyboard alone reaches the settings, and Escape leaves them", async ({ page }) => {
  await open(page, PLAIN);
  await tabTo(page, "button[title=Settings]");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Settings" })).toBeFocused();
});

test("Escape stops an answer; what had come is kept, and the next question works", async ({
  page,
}) => {
  await open(page, { ...PLAIN, isHeld: true });
  await ask(page);
  await expect(page.locator(".prose")).toContainText("Par");
  await page.keyboard.press("Escape");
  await expect(page.getByText("You stopped this answer.")).toBeVisible();
  await expect(page.locator(".prose")).toHaveText("Par");
  await page.evaluate(() => window.release());
  await askAndWait(page);
  await expect(page.locator(".prose").last()).toHaveText(PLAIN.text);
});

test("Escape keeps it here: the default of the question and its focus", async ({ page }) => {
  await open(page, WITH_FINDING);
  await askAndWait(page);
  await page.getByRole("button", { name: "Ask the cloud" }).first().click();
  const keep = page.locator("#consent").getByRole("button", { name: "Keep it here" });
  await expect(keep).toBeFocused();
  await expect(page.locator("#consent pre")).toContainText('"content":"Mail ');
  await expect(page.locator("#consent mark")).toHaveText("ana@example.organ e-mail address");
  await page.keyboard.press("Escape");
  await expect(page.locator(".badge").last()).toContainText("here");
  await expect(page.locator(".ledger-line")).toHaveText("Nothing has left this device.");
});

test("what is sent is what was shown, and the ledger line says so", async ({ page }) => {
  await open(page, WITH_FINDING);
  await askAndWait(page);
  await page.getByRole("button", { name: "Ask the cloud" }).first().click();
  await page.locator("#consent").getByRole("button", { name: "Send this" }).click();
  await expect(page.locator(".badge").last()).toContainText("far · gpt-x, low effort");
  await expect(page.locator(".ledger-line")).toHaveText(
    "1 message went to api.example.com (412 bytes).",
  );
});

test("a model on its way is shown in bytes, and can be cancelled", async ({ page }) => {
  await open(page, PLAIN);
  await page.evaluate(() =>
    document.querySelector("nearside-chat")?.showProgress({
      model: "small",
      stage: "downloading",
      loadedBytes: 49_000_000,
      totalBytes: 98_362_432,
    }),
  );
  await expect(page.locator(".load")).toContainText("Fetching the model");
  await expect(page.locator(".load")).toContainText("49 MB of 98 MB");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator(".load")).toBeHidden();
});

test("two elements on a page keep their conversations apart", async ({ page }) => {
  await open(page, PLAIN);
  await page.evaluate(() => {
    const first = document.querySelector("nearside-chat");
    const second = document.createElement("nearside-chat");
    second.router = first?.router ?? null;
    document.querySelector("#place")?.append(second);
  });
  await page.getByRole("textbox").first().fill("One?");
  await page.keyboard.press("Enter");
  await expect(page.locator(".badge")).toHaveCount(1);
  await expect(page.locator("nearside-chat").nth(1).locator(".turn")).toHaveCount(0);
});

test("a link asks before it leaves, and stays by default", async ({ page }) => {
  await open(page, { ...PLAIN, text: "See [more](https://example.invalid/page)." });
  await askAndWait(page);
  await page.getByRole("link", { name: "more" }).click();
  await expect(page.locator("#leave")).toContainText("https://example.invalid/page");
  await expect(page.getByRole("button", { name: "Stay here" })).toBeFocused();
  await page.keyboard.press("Escape");
  expect(page.context().pages()).toHaveLength(1);
});

test("@long nothing that an answer holds runs or is fetched, streamed character by character", async ({
  page,
}) => {
  await page.goto(server.url);
  // The element's own code comes in two parts; what follows them would be the answer's doing.
  const secondPart = page.waitForResponse(/sheet-pages/);
  await place(page, { text: "Plain." });
  await secondPart;
  const requests = requestsFrom(page);
  for (const hostile of SCRIPTS) {
    await place(page, { text: `Before. ${hostile}\n\nAfter.`, chunkSize: 1 });
    await askAndWait(page);
    for (const address of await addressesOf(page)) {
      expect(address, hostile).toMatch(/^(https?:\/\/|mailto:)/i);
    }
    expect(await page.evaluate(() => window.ran), hostile).toBeUndefined();
    expect(requests, hostile).toEqual([]);
  }
});

test("@long no server is reached that an answer names, in any form", async ({ page }) => {
  const { origin, hits, stop } = await countingServer();
  await page.goto(server.url);
  for (const text of fetchers(origin)) {
    await place(page, { text, chunkSize: 1 });
    await askAndWait(page);
  }
  await page.waitForLoadState("networkidle");
  await stop();
  expect(hits).toEqual([]);
});

test("the counting server counts: a picture that the page itself asks for is held by its policy", async ({
  page,
  faults,
}) => {
  const { origin, stop } = await countingServer();
  await open(page, PLAIN);
  await page.evaluate((from) => {
    const picture = document.createElement("img");
    picture.src = `${from}/control`;
    document.body.append(picture);
  }, origin);
  await expect.poll(() => faults.length).toBeGreaterThan(0);
  faults.length = 0;
  await stop();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const lang of ["en", "ko"]) {
    test(`axe finds nothing serious: ${colorScheme}, ${lang}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, { ...WITH_FINDING, isUnsure: true });
      await page.evaluate((code) => {
        const chat = document.querySelector("nearside-chat");
        if (chat !== null) chat.lang = code;
        document.documentElement.lang = code;
      }, lang);
      await expectAccessible(page);
      await askAndWait(page);
      await page.locator(".badge").click();
      await expectAccessible(page);
      await page.locator(".head-buttons button").nth(1).click();
      await expectAccessible(page);
      await page.locator(".tabs button").nth(1).click();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.locator(".answer-buttons .quiet").click();
      await expect(page.locator("#consent")).toBeVisible();
      await expectAccessible(page);
    });
  }
}

test("nothing is wider than 360 px, in either language", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const lang of ["en", "ko"]) {
    await open(page, {
      ...WITH_FINDING,
      text: `${"x".repeat(400)}\n\n| a | b |\n|---|---|\n| 1 | 2 |`,
    });
    await page.evaluate(
      (code) => document.querySelector("nearside-chat")?.setAttribute("lang", code),
      lang,
    );
    await askAndWait(page);
    await page.locator(".badge").click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const wide = await page
      .locator("#scroll")
      .evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(wide, lang).toBe(0);
  }
});

test("every button, field and choice can be hit by a thumb: 44 px", async ({ page }) => {
  await open(page, PLAIN);
  await askAndWait(page);
  await page.locator(".badge").click();
  for (const target of await page.locator("button:visible, select:visible").all()) {
    const box = await target.boundingBox();
    expect(box?.height ?? 0, await target.innerText()).toBeGreaterThanOrEqual(44);
  }
});

test("an element that is taken out ends its answer; put back, it answers again", async ({
  page,
}) => {
  await open(page, { ...PLAIN, isHeld: true });
  await ask(page);
  await expect(page.locator(".prose")).toContainText("Par");
  await page.evaluate(async () => {
    const chat = document.querySelector("nearside-chat");
    chat?.remove();
    await new Promise((resolve) => setTimeout(resolve));
    window.release();
    if (chat !== null) document.querySelector("#place")?.append(chat);
  });
  await expect(page.getByText("You stopped this answer.")).toBeVisible();
  await askAndWait(page);
});

test("events bubble out of the page's own shadow roots, and carry no key", async ({ page }) => {
  await open(page, PLAIN);
  await askAndWait(page);
  await page.getByRole("combobox", { name: "Privacy" }).selectOption("device-only");
  const seen = await page.evaluate(() => window.seen);
  expect(seen["nearside-answer"]).toMatchObject({ text: PLAIN.text });
  expect(seen["nearside-settings"]).toMatchObject({ privacy: "device-only", cloud: null });
  expect(JSON.stringify(seen)).not.toMatch(/"key"/);
});

test("there is no attribute for a key", async ({ page }) => {
  await open(page, PLAIN);
  const names = await page.evaluate(
    () =>
      (customElements.get("nearside-chat") as unknown as { observedAttributes: string[] })
        .observedAttributes,
  );
  expect(names.filter((name) => /key|token|secret/i.test(name))).toEqual([]);
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]),
  ).toEqual([]);
}

function isFocused(node: Element): boolean {
  const root = node.getRootNode();
  return root instanceof ShadowRoot && root.activeElement === node;
}

async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate(isFocused)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard never reached ${selector}.`);
}

function requestsFrom(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  return urls;
}

async function countingServer(): Promise<{
  origin: string;
  hits: string[];
  stop(): Promise<void>;
}> {
  const hits: string[] = [];
  const counting: Server = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => counting.listen(0, "127.0.0.1", resolve));
  const address = counting.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = (): Promise<void> => new Promise((resolve) => counting.close(() => resolve()));
  return { origin: `http://127.0.0.1:${port}`, hits, stop };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { COMMON_HEADERS, headersFor } from "../../tools/headers.mjs";
import { answer } from "../servers/answer-scripts.ts";
import { startScriptedServer } from "../servers/scripted-server.ts";
import { expect, test } from "./support/nearside-test.ts";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

/** Opens the app and waits until the service worker has kept everything and stands before this page. */
async function openApp(page: Page): Promise<void> {
  await page.goto("/");
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Ask something" }).fill(question);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** The paths of all kept responses, and the headers that a page reads from each. */
function keptHeaders(page: Page): Promise<[string, Record<string, string>][]> {
  return page.evaluate(async () => {
    const cache = await caches.open(
      (await caches.keys()).find((name) => name.includes("precache")) ?? "",
    );
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    return Promise.all(
      paths.map(async (path): Promise<[string, Record<string, string>]> => {
        return [path, Object.fromEntries((await fetch(path)).headers)];
      }),
    );
  });
}

test("after one visit the app opens and answers without a network", async ({ page, context }) => {
  await openApp(page);
  await page.getByRole("button", { name: "Load the model now" }).click();
  await expect(page.locator(".ready")).toBeVisible({ timeout: 60_000 });

  await context.setOffline(true);
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await ask(page, "Say hello.");
  const badge = page.locator(".badge");
  await expect(badge).toContainText("here", { timeout: 60_000 });
  await expect(page.locator(".answer .prose")).not.toBeEmpty();
});

test("without a network each file still has the policies it was served with", async ({
  page,
  context,
}) => {
  await openApp(page);
  await context.setOffline(true);
  const document = await page.reload();
  expect(document?.fromServiceWorker()).toBe(true);
  const kept = [["/", document?.headers() ?? {}] as const, ...(await keptHeaders(page))];
  expect(kept.length).toBeGreaterThan(10);
  for (const [path, headers] of kept) {
    for (const [name, value] of Object.entries(COMMON_HEADERS)) {
      expect(headers[name.toLowerCase()], `${name} of ${path}`).toBe(value);
    }
    // The egress worker's is narrowed to the endpoint: there is none.
    const policy = headersFor(path)["Content-Security-Policy"] ?? "";
    expect(headers["content-security-policy"], path).toBe(
      path.includes("/egress.") ? policy.replace(/connect-src .*/, "connect-src 'none'") : policy,
    );
  }
});

test("only built files are kept: no model, no settings, no answer", async ({ page }) => {
  const cloud = await startScriptedServer(answer("a far answer"));
  await page.addInitScript((baseUrl) => {
    const kept = { cloud: { baseUrl, model: "scripted" }, privacy: "allow", preference: 1 };
    localStorage.setItem("nearside-settings", JSON.stringify(kept));
  }, `${cloud.url}/v1`);
  await openApp(page);
  await ask(page, "Prove that there are infinitely many primes of the form 4k + 3.");
  await expect(page.locator(".prose")).toHaveText("a far answer");
  const kept = await keptHeaders(page);
  expect(kept.map(([path]) => path).filter((path) => !existsSync(join(DIST, path)))).toEqual([]);
  expect(kept.map(([path]) => path).filter((path) => path.endsWith(".gguf"))).toEqual([]);
  await cloud.close();
});

test("the egress worker reaches the endpoint that is set, and nothing else", async ({ page }) => {
  const cloud = await startScriptedServer(answer("a far answer"));
  await page.addInitScript((baseUrl) => {
    const kept = { cloud: { baseUrl, model: "scripted" }, privacy: "allow", preference: 1 };
    localStorage.setItem("nearside-settings", JSON.stringify(kept));
  }, `${cloud.url}/v1`);
  await openApp(page);
  const script = (await keptHeaders(page)).find(([path]) => path.includes("/egress."));
  const policy = script?.[1]["content-security-policy"] ?? "";
  expect(policy.slice(policy.indexOf("connect-src"))).toBe(`connect-src ${cloud.url}`);

  // The page believes in its endpoint still, but the worker is held to another.
  await page.evaluate(() => {
    const origin = "https://elsewhere.example";
    navigator.serviceWorker.controller?.postMessage({ type: "endpoint", origin });
  });
  await expect
    .poll(async () => (await keptHeaders(page)).find(([path]) => path === script?.[0])?.[1])
    .toMatchObject({ "content-security-policy": expect.stringContaining("elsewhere.example") });
  await ask(page, "Prove that there are infinitely many primes of the form 4k + 3.");
  // After the refusal the router turns to the device; until then nothing has gone out.
  await expect
    .poll(() => page.workers().filter((worker) => worker.url().includes("/language-model.")))
    .toHaveLength(1);
  expect(page.workers().some((worker) => worker.url().includes("/egress."))).toBe(true);
  expect(cloud.requests).toEqual([]);
  await cloud.close();
});

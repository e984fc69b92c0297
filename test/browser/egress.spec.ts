import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { build } from "vite";
import { startServer } from "../../tools/serve.mjs";
import { answer } from "../servers/answer-scripts.ts";
import { endless, refusal } from "../servers/fault-scripts.ts";
import {
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from "../servers/scripted-server.ts";
import type { EgressHarness } from "./harness/egress/egress-page.ts";

declare global {
  interface Window {
    egress: EgressHarness;
  }
}

const root = fileURLToPath(new URL("./harness/egress", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/egress-harness", import.meta.url));
const apiKey = "sk-scripted-0123456789abcdef";

let app: { url: string; close: () => Promise<void> };
const servers: ScriptedServer[] = [];
async function serve(script: Script): Promise<{ server: ScriptedServer; baseUrl: string }> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return { server, baseUrl: `${server.url}/v1` };
}

test.beforeAll(async () => {
  await build({
    root,
    publicDir: false,
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: distDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
  app = await startServer({ port: 0, distDir });
});

test.afterAll(async () => {
  await app.close();
  await Promise.all(servers.map((server) => server.close()));
});

test.beforeEach(async ({ page }) => {
  await page.goto(app.url);
  await page.waitForFunction(() => "egress" in window);
});

test("an answer streams from another origin through the real worker, under the page's real policies", async ({
  page,
}) => {
  const { server, baseUrl } = await serve(answer("Hello, ", "안녕"));
  const result = await page.evaluate((wishes) => window.egress.ask(wishes), { baseUrl, apiKey });
  expect(result).toEqual({ text: "Hello, 안녕", failure: null });
  const headers = server.requests[0]?.headers ?? {};
  expect(headers["authorization"]).toBe(`Bearer ${apiKey}`);
  expect(headers).not.toHaveProperty("cookie");
  expect(headers).not.toHaveProperty("referer");
});

test("a body that was changed after it was cleared does not leave", async ({ page }) => {
  const { server, baseUrl } = await serve(answer("x"));
  const wishes = { baseUrl, apiKey, tamper: true };
  const { failure } = await page.evaluate((wish) => window.egress.ask(wish), wishes);
  expect(failure?.code).toBe("clearance_invalid");
  expect(server.requests).toEqual([]);
});

test("an abort keeps what came, and closes the connection at the server", async ({ page }) => {
  const { server, baseUrl } = await serve(endless);
  const wishes = { baseUrl, apiKey, abortAfter: 20 };
  const { text, failure } = await page.evaluate((wish) => window.egress.ask(wish), wishes);
  expect(failure?.name).toBe("AbortError");
  expect(text).toMatch(/^on and on and /);
  expect(await server.requests[0]?.end).toBe("left");
});

test("no message of the worker holds the key, also where the endpoint quotes it", async ({
  page,
}) => {
  const quoting = await serve(refusal(401, `Incorrect API key provided: ${apiKey}`));
  const { failure } = await page.evaluate((wish) => window.egress.ask(wish), {
    baseUrl: quoting.baseUrl,
    apiKey,
  });
  expect(failure?.code).toBe("cloud_unauthorized");
  expect(failure?.message).not.toContain(apiKey.slice(0, 9));
  const messages = await page.evaluate(() => window.egress.messages());
  expect(messages).toContain("cloud_unauthorized");
  expect(messages).not.toContain(apiKey.slice(0, 9));
});

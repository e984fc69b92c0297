import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { COMMON_HEADERS, PAGE_POLICY, WORKER_POLICIES } from "../../tools/headers.mjs";
import { expect, test } from "./support/nearside-test.ts";

const ASSETS = fileURLToPath(new URL("../../dist/assets", import.meta.url));

test("the app opens cross-origin isolated, under its policy", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toBe(PAGE_POLICY);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test("control: what goes wrong in the page fails the test, unless it takes the fault out", async ({
  page,
  faults,
}) => {
  await page.goto("/");
  await page.evaluate(() => {
    void Promise.reject(new Error("planted"));
    void fetch("https://example.invalid/").catch(() => undefined);
  });
  await expect.poll(() => faults.join()).toContain("page error: planted");
  await expect.poll(() => faults.join()).toContain("Content Security Policy");
  // One more round trip: everything that was said before it has arrived.
  await page.evaluate(() => 0);
  faults.length = 0;
});

test("every response has the common headers, also one that says 404", async ({ request }) => {
  for (const path of ["/", "/no-such-file.js", "/models/no-such-model.gguf"]) {
    const headers = (await request.get(path)).headers();
    for (const [name, value] of Object.entries(COMMON_HEADERS)) {
      expect(headers[name.toLowerCase()], `${name} of ${path}`).toBe(value);
    }
  }
});

test("every built worker is listed by name, and is served with its own policy", async ({
  request,
}) => {
  const scripts = readdirSync(ASSETS).filter((name) => /\.worker-[\w-]+\.js$/.test(name));
  expect(scripts.length).toBeGreaterThan(0);
  const policies: Readonly<Record<string, string>> = WORKER_POLICIES;
  for (const script of scripts) {
    const name = script.split(".worker-")[0] ?? "";
    const response = await request.get(`/assets/${script}`);
    expect(response.headers()["content-security-policy"], script).toBe(policies[name]);
  }
});

test("WebAssembly is served under its own type, so that it compiles while it streams", async ({
  request,
}) => {
  const wasm = readdirSync(ASSETS).find((name) => name.endsWith(".wasm"));
  expect(wasm).toBeDefined();
  const response = await request.head(join("/assets", wasm ?? ""));
  expect(response.headers()["content-type"]).toBe("application/wasm");
});

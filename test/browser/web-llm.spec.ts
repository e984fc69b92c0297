import type { Page } from "@playwright/test";
import {
  buildDevicePage,
  startDeviceServer,
  type DeviceServer,
} from "./harness/device/device-server.ts";
import { expect, test, watchContext } from "./support/nearside-test.ts";

// The real library in its worker, on Chromium's software adapter. No model and no compiled library for it can be had here,
// so what is loaded is made up: the library reads it as far as it can be read.
let server: DeviceServer;
let page: Page;
const pageFaults: string[] = [];
test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  await buildDevicePage("engines");
  server = await startDeviceServer("engines");
  page = await browser.newPage();
  watchContext(page.context(), pageFaults);
  await page.goto(server.url);
  await page.waitForFunction(() => "engines" in window);
});

test.afterAll(async () => {
  await page.close();
  await server.close();
  expect(pageFaults).toEqual([]);
});

/** A module that asks for a function of another generation of the library. */
const OTHER_LIBRARY = [
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[2, 15, 1, 3, 101, 110, 118, 7, 110, 111, 95, 115, 117, 99, 104, 0, 0],
];
const SINGLE_PRECISION = JSON.stringify({
  quantization: "q4f32_1",
  tokenizer_files: ["tokenizer.json"],
});

test.beforeEach(async () => {
  await page.evaluate(() => window.engines.use("web-llm"));
});

test("the library finds the folder among blobs, refuses a module of another version, and nothing is fetched", async () => {
  const before = server.paths.length;
  const outcome = await page.evaluate(
    ([config, library]) =>
      window.engines.load(
        window.engines.webLlmFolder({
          "mlc-chat-config.json": config,
          "tiny-webgpu.wasm": new Uint8Array(library),
        }),
        { usesGpu: true },
      ),
    [SINGLE_PRECISION, OTHER_LIBRARY] as const,
  );
  expect(outcome.code).toBe("model_unsupported");
  expect(server.paths.slice(before)).toEqual([
    expect.stringMatching(/^\/assets\/web-llm\.worker-.*\.js$/),
    expect.stringMatching(/^\/assets\/lib-.*\.js$/),
  ]);
});

test("a library that is none is model_corrupt", async () => {
  const { code } = await page.evaluate(
    (config) =>
      window.engines.load(
        window.engines.webLlmFolder({
          "mlc-chat-config.json": config,
          "tiny-webgpu.wasm": "<html>Not found</html>",
        }),
        { usesGpu: true },
      ),
    SINGLE_PRECISION,
  );
  expect(code).toBe("model_corrupt");
});

test("a model in half precision is refused on an adapter without it, before the library is loaded", async () => {
  const before = server.paths.length;
  const { code } = await page.evaluate(() =>
    window.engines.load(window.engines.webLlmFolder(), { usesGpu: true }),
  );
  expect(code).toBe("shader_f16_missing");
  expect(server.paths.slice(before).filter((path) => path.includes("/lib-"))).toEqual([]);
});

test("a GPU that must not be used is webgpu_unavailable", async () => {
  const { code, message } = await page.evaluate(() =>
    window.engines.load(window.engines.webLlmFolder(), { usesGpu: false }),
  );
  expect(code).toBe("webgpu_unavailable");
  expect(message).toContain("graphics processor");
});

test("a folder without a file is model_missing, and names it", async () => {
  const { code, message } = await page.evaluate(() =>
    window.engines.load(window.engines.webLlmFolder({ "mlc-chat-config.json": null }), {
      usesGpu: true,
    }),
  );
  expect(code).toBe("model_missing");
  expect(message).toContain("mlc-chat-config.json");
});

test("its worker reaches nothing: a request of its own is refused by its policy", async () => {
  const [script] = server.paths.filter((path) => /web-llm\.worker/.test(path));
  const response = await page.request.get(server.url + String(script));
  expect(response.headers()["content-security-policy"]).toContain("connect-src 'none'");
});

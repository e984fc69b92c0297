import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import {
  buildDevicePage,
  startDeviceServer,
  type DeviceServer,
  type SourceMode,
} from "./harness/device/device-server.ts";
import { expect, test } from "./support/nearside-test.ts";

let server: DeviceServer;
let file: StoredFile;

test.beforeAll(async () => {
  await buildDevicePage();
  server = await startDeviceServer();
  file = {
    name: "file.bin",
    bytes: server.content.length,
    sha256: createHash("sha256").update(server.content).digest("hex"),
    urls: [`${server.url}/source/file.bin`],
  };
});

test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  server.mode = "good";
  server.requests.length = 0;
  await openHarness(page);
});

async function openHarness(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "device" in window);
}

function open(page: Page, what: Partial<StoredFile> = {}, abortAtBytes?: number) {
  return page.evaluate(([wanted, abortAt]) => window.device.openFiles([wanted], abortAt), [
    { ...file, ...what },
    abortAtBytes,
  ] as const);
}

/** Overwrites bytes of the stored file, as a failing disk would. */
function spoil(page: Page): Promise<void> {
  return page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("nearside-models");
    const handle = await folder.getFileHandle(name);
    const writable = await handle.createWritable({ keepExistingData: true });
    await writable.write({ type: "write", position: 1_000, data: new Uint8Array([1, 2, 3]) });
    await writable.close();
  }, file.name);
}

function partSize(page: Page): Promise<number> {
  return page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("nearside-models");
    const handle = await folder.getFileHandle(`${name}.part`).catch(() => null);
    return handle ? (await handle.getFile()).size : 0;
  }, file.name);
}

test("a file is fetched once, verified, and served from the store after a reload", async ({
  page,
}) => {
  expect(await open(page)).toMatchObject({
    failure: null,
    sizes: [file.bytes],
    stored: ["file.bin"],
  });
  await openHarness(page);
  expect(await open(page)).toMatchObject({ failure: null, sizes: [file.bytes] });
  expect(server.requests).toEqual([""]);
});

test("progress has one true total, never falls, and ends at it", async ({ page }) => {
  const { progress } = await open(page);
  const loaded = progress.map((step) => step.loadedBytes);
  expect(new Set(progress.map((step) => step.totalBytes))).toEqual(new Set([file.bytes]));
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  expect(loaded.at(-1)).toBe(file.bytes);
});

test("a download that breaks off goes on where it stopped", async ({ page }) => {
  server.mode = "cut";
  expect(await open(page)).toMatchObject({ failure: null, sizes: [file.bytes] });
  expect(server.requests).toEqual(["", "bytes=1500000-"]);
});

test("an abort leaves a part, and the next opening fetches only the rest", async ({ page }) => {
  server.mode = "stalls";
  expect(await open(page, {}, 1_000_000)).toMatchObject({ failure: "AbortError", stored: [] });
  const size = await partSize(page);
  expect(size).toBeGreaterThan(0);
  server.mode = "good";
  server.requests.length = 0;
  expect(await open(page)).toMatchObject({ failure: null, sizes: [file.bytes] });
  expect(server.requests).toEqual([`bytes=${size}-`]);
});

for (const mode of ["refuses-ranges", "ignores-ranges"] as const) {
  test(`a source that ${mode.replace("-", " ")} sends the whole file anew`, async ({ page }) => {
    server.mode = "cut";
    await open(page, {}, 1_000_000);
    server.mode = mode;
    expect(await open(page)).toMatchObject({ failure: null, sizes: [file.bytes] });
  });
}

test("a stored file with a wrong byte is deleted and fetched again", async ({ page }) => {
  await open(page);
  await spoil(page);
  expect(await open(page)).toMatchObject({ failure: null, sizes: [file.bytes] });
  expect(server.requests).toEqual(["", ""]);
});

test("a download with a wrong hash is fetched once more, then refused by name and not kept", async ({
  page,
}) => {
  server.mode = "wrong-bytes";
  const result = await open(page);
  expect(result).toMatchObject({ failure: "model_corrupt", stored: [] });
  expect(result.message).toContain("file.bin");
  expect(server.requests).toEqual(["", ""]);
  expect(await partSize(page)).toBe(0);
  server.mode = "good";
  expect(await open(page)).toMatchObject({ failure: null });
});

const FAULTS: readonly (readonly [SourceMode, string])[] = [
  ["missing", "model_missing"],
  ["html", "model_missing"],
  ["wrong-length", "model_corrupt"],
  ["broken", "model_source_unreachable"],
];
for (const [mode, code] of FAULTS) {
  test(`a source that is ${mode} fails with ${code}, and the next opening works`, async ({
    page,
  }) => {
    server.mode = mode;
    const result = await open(page);
    expect(result).toMatchObject({ failure: code, stored: [] });
    expect(result.message).toContain("file.bin");
    server.mode = "good";
    expect(await open(page)).toMatchObject({ failure: null });
  });
}

test("offline is model_source_unreachable, and what is stored is still served", async ({
  page,
  context,
}) => {
  await open(page);
  await context.setOffline(true);
  expect(await open(page)).toMatchObject({ failure: null });
  expect(await open(page, { name: "other.bin" })).toMatchObject({
    failure: "model_source_unreachable",
  });
  await context.setOffline(false);
});

test("sources are tried in order until one serves the file", async ({ page }) => {
  const [url = ""] = file.urls;
  expect(await open(page, { urls: [`${server.url}/nowhere.bin`, url] })).toMatchObject({
    failure: null,
    sizes: [file.bytes],
  });
});

test("a file that does not fit is quota_exceeded, and no part is left", async ({
  page,
  context,
}) => {
  const devTools = await context.newCDPSession(page);
  const { origin } = new URL(server.url);
  await devTools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000_000 });
  expect(await open(page)).toMatchObject({ failure: "quota_exceeded", stored: [] });
  expect(await partSize(page)).toBe(0);
  await devTools.send("Storage.overrideQuotaForOrigin", { origin });
  expect(await open(page)).toMatchObject({ failure: null });
});

test("where the private file system is refused the file is kept in memory", async ({ page }) => {
  const result = await page.evaluate(
    (wanted) => window.device.openFilesWithoutDisk([wanted]),
    file,
  );
  expect(result).toMatchObject({ failure: null, sizes: [file.bytes], stored: ["file.bin"] });
});

test("two tabs that want the same file download it once", async ({ page, context }) => {
  const other = await context.newPage();
  await openHarness(other);
  const results = await Promise.all([open(page), open(other)]);
  expect(results.map((result) => result.failure)).toEqual([null, null]);
  expect(server.requests).toEqual([""]);
});

test("a store worker that dies fails with worker_died, and the next opening works", async ({
  page,
}) => {
  server.mode = "cut";
  const died = page.evaluate((wanted) => window.device.openFiles([wanted]), file);
  await page.evaluate(() => {
    const worker = window.device.storeWorkers.at(-1);
    worker?.terminate();
    worker?.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
  });
  expect(await died).toMatchObject({ failure: "worker_died" });
  server.mode = "good";
  expect(await open(page)).toMatchObject({ failure: null });
});

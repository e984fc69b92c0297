import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import {
  buildStorePage,
  CUT_BYTES,
  startStoreServer,
  type SourceMode,
  type StoreServer,
} from "./harness/store/store-server.ts";
import { expect, test } from "./support/nearside-test.ts";

let server: StoreServer;
/** Its hash is known. */
let file: StoredFile;
/** Neither its length nor its hash is known. */
let unknown: StoredFile;

test.beforeAll(async () => {
  await buildStorePage();
  server = await startStoreServer();
  const { content, url } = server;
  const urls = [`${url}/source/file.bin`];
  const sha256 = createHash("sha256").update(content).digest("hex");
  file = { name: "file.bin", bytes: content.length, sha256, urls };
  unknown = { name: "unknown.bin", bytes: null, sha256: null, urls };
});

test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  server.mode = "good";
  server.version = '"1"';
  server.requests.length = 0;
  await openHarness(page);
});

async function openHarness(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "store" in window);
}

function open(page: Page, what: StoredFile = file, abortAtBytes?: number) {
  return page.evaluate(([wanted, abortAt]) => window.store.open([wanted], abortAt), [
    what,
    abortAtBytes,
  ] as const);
}

/** What an opening that went well shows, but for its progress. */
function whole(name: string, hashSource = "known") {
  const hash = file.sha256 ?? "";
  const entry = { name, bytes: server.content.length, isWhole: true, hashSource };
  return { failure: null, hashes: [hash], entries: [entry] };
}

/** Overwrites bytes of a stored file, as a failing disk would. */
function spoil(page: Page, name: string, position = 1_000, folderName = "nearside-models") {
  return page.evaluate(
    async ([storedName, at, within]) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(within);
      const handle = await folder.getFileHandle(storedName);
      const writable = await handle.createWritable({ keepExistingData: true });
      await writable.write({ type: "write", position: at, data: new Uint8Array([1, 2, 3]) });
      await writable.close();
    },
    [name, position, folderName] as const,
  );
}

/** Names of all that lies on the disk, records too. */
function onDisk(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const folder of root.values()) {
      if (!(folder instanceof FileSystemDirectoryHandle)) continue;
      for await (const name of folder.keys()) names.push(name);
    }
    return names;
  });
}

test.describe("a file whose hash is known", () => {
  test("is fetched once, verified, and served from the store after a reload", async ({ page }) => {
    expect(await open(page)).toMatchObject(whole("file.bin"));
    await openHarness(page);
    expect(await open(page)).toMatchObject(whole("file.bin"));
    expect(server.requests).toEqual(["GET"]);
  });

  test("goes on where the source broke off", async ({ page }) => {
    server.mode = "cut";
    expect(await open(page)).toMatchObject(whole("file.bin"));
    expect(server.requests).toEqual(["GET", `GET bytes=${CUT_BYTES}-`]);
  });

  test("keeps its part over a pause, and goes on with the rest after a reload", async ({
    page,
  }) => {
    server.mode = "stalls";
    const paused = await open(page, file, 3_000_000);
    expect(paused).toMatchObject({ failure: "AbortError", entries: [{ isWhole: false }] });
    const size = paused.entries[0]?.bytes ?? 0;
    expect(size).toBeGreaterThanOrEqual(3_000_000);
    server.mode = "good";
    server.requests.length = 0;
    await openHarness(page);
    expect(await open(page)).toMatchObject(whole("file.bin"));
    expect(server.requests).toEqual([`GET bytes=${size}-`]);
  });

  test("is fetched anew where a byte of its part has changed", async ({ page }) => {
    server.mode = "stalls";
    await open(page, file, 3_000_000);
    await spoil(page, "file.bin.part");
    server.mode = "good";
    server.requests.length = 0;
    expect(await open(page)).toMatchObject(whole("file.bin"));
    expect(server.requests).toEqual([expect.stringMatching(/^GET bytes=/), "GET"]);
  });

  for (const mode of ["refuses-ranges", "ignores-ranges"] as const) {
    test(`comes whole from a source that ${mode.replace("-", " ")}`, async ({ page }) => {
      server.mode = "stalls";
      await open(page, file, 3_000_000);
      server.mode = mode;
      expect(await open(page)).toMatchObject(whole("file.bin"));
    });
  }

  for (const position of [1_000, 19_999_990]) {
    test(`is deleted and fetched again where byte ${position} has changed in the store`, async ({
      page,
    }) => {
      await open(page);
      await spoil(page, "file.bin", position);
      expect(await open(page)).toMatchObject(whole("file.bin"));
      expect(server.requests).toEqual(["GET", "GET"]);
    });
  }

  test("is read back by its own hash where the record of its chunks is damaged", async ({
    page,
  }) => {
    await open(page);
    await spoil(page, "file.bin.pin", 200, "nearside-model-records");
    expect(await open(page)).toMatchObject(whole("file.bin"));
    expect(server.requests).toEqual(["GET"]);
  });

  test("is fetched once more where the hash is wrong, then refused by name and not kept", async ({
    page,
  }) => {
    server.mode = "wrong-bytes";
    const result = await open(page);
    expect(result).toMatchObject({ failure: "model_corrupt", entries: [] });
    expect(result.message).toContain("file.bin");
    expect(server.requests).toEqual(["GET", "GET"]);
    expect(await onDisk(page)).toEqual([]);
    server.mode = "good";
    expect(await open(page)).toMatchObject(whole("file.bin"));
  });

  test("comes from the first of its sources that serves it", async ({ page }) => {
    const urls = [`${server.url}/nowhere.bin`, ...file.urls];
    expect(await open(page, { ...file, urls })).toMatchObject(whole("file.bin"));
  });

  test("is served offline once it is stored; another is model_source_unreachable", async ({
    page,
    context,
  }) => {
    await open(page);
    await context.setOffline(true);
    expect(await open(page)).toMatchObject({ failure: null });
    expect(await open(page, { ...file, name: "other.bin" })).toMatchObject({
      failure: "model_source_unreachable",
    });
    await context.setOffline(false);
  });

  test("is kept in memory where the private file system is refused", async ({ page }) => {
    const result = await page.evaluate((wanted) => window.store.openInMemory([wanted]), file);
    expect(result).toMatchObject(whole("file.bin"));
    expect(await onDisk(page)).toEqual([]);
  });
});

test.describe("a file whose hash and length are unknown", () => {
  test("is pinned to what came first, and says so", async ({ page }) => {
    const result = await open(page, unknown);
    expect(result).toMatchObject(whole("unknown.bin", "first-use"));
    expect(server.requests).toEqual(["HEAD", "GET"]);
    await openHarness(page);
    expect(await open(page, unknown)).toMatchObject(whole("unknown.bin", "first-use"));
    expect(server.requests).toEqual(["HEAD", "GET"]);
  });

  test("goes on after a pause with what its source told of its length", async ({ page }) => {
    server.mode = "stalls";
    const paused = await open(page, unknown, 3_000_000);
    expect(paused.entries).toMatchObject([{ isWhole: false, hashSource: "first-use" }]);
    server.mode = "good";
    server.requests.length = 0;
    await openHarness(page);
    expect(await open(page, unknown)).toMatchObject(whole("unknown.bin", "first-use"));
    expect(server.requests).toEqual([`GET bytes=${paused.entries[0]?.bytes ?? 0}-`]);
  });

  test("is never joined from two versions", async ({ page }) => {
    server.mode = "stalls";
    await open(page, unknown, 3_000_000);
    server.mode = "good";
    server.version = '"2"';
    server.requests.length = 0;
    expect(await open(page, unknown)).toMatchObject(whole("unknown.bin", "first-use"));
    expect(server.requests).toEqual([expect.stringMatching(/^GET bytes=/), "GET"]);
  });

  test("is fetched again where a byte has changed in the store, and must be what it was", async ({
    page,
  }) => {
    await open(page, unknown);
    await spoil(page, "unknown.bin");
    server.mode = "wrong-bytes";
    const refused = await open(page, unknown);
    expect(refused).toMatchObject({ failure: "model_corrupt", entries: [] });
    expect(refused.message).toContain("first trusted");
    server.mode = "good";
    expect(await open(page, unknown)).toMatchObject(whole("unknown.bin", "first-use"));
  });

  test("is trusted anew after it was removed", async ({ page }) => {
    await open(page, unknown);
    expect(await page.evaluate(() => window.store.remove("unknown.bin"))).toMatchObject({
      failure: null,
    });
    expect(await onDisk(page)).toEqual([]);
    server.mode = "wrong-bytes";
    expect(await open(page, unknown)).toMatchObject({ failure: null });
  });

  test("comes from a source that does not tell a length", async ({ page }) => {
    server.mode = "without-length";
    const result = await open(page, unknown);
    expect(result).toMatchObject(whole("unknown.bin", "first-use"));
    const last = result.progress.at(-1);
    expect(last).toMatchObject({ loadedBytes: 20_000_000, totalBytes: 20_000_000 });
  });

  test("is not pinned to a web page in its place, whatever type that claims", async ({ page }) => {
    server.mode = "disguised-html";
    expect(await open(page, unknown)).toMatchObject({ failure: "model_missing", entries: [] });
    server.mode = "good";
    expect(await open(page, unknown)).toMatchObject(whole("unknown.bin", "first-use"));
  });
});

test.describe("progress", () => {
  for (const mode of ["good", "cut"] as const) {
    test(`has one true total over all files and never falls: ${mode}`, async ({ page }) => {
      server.mode = mode;
      const files = [file, { ...unknown, name: "second.bin" }];
      const { progress } = await page.evaluate((wanted) => window.store.open(wanted), files);
      const loaded = progress.map((step) => step.loadedBytes);
      const totals = new Set(progress.map((step) => step.totalBytes));
      expect(totals).toEqual(new Set([2 * server.content.length]));
      expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
      expect(loaded.at(-1)).toBe(2 * server.content.length);
      expect(loaded.length).toBeGreaterThan(20);
    });
  }

  test("never falls where a stored file must be fetched anew", async ({ page }) => {
    await open(page);
    await spoil(page, "file.bin", 15_000_000);
    const { progress } = await open(page);
    const loaded = progress.map((step) => step.loadedBytes);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
    expect(loaded.at(-1)).toBe(server.content.length);
  });
});

test.describe("a source that fails", () => {
  const FAULTS: readonly (readonly [SourceMode, string])[] = [
    ["missing", "model_missing"],
    ["html", "model_missing"],
    ["wrong-length", "model_corrupt"],
    ["broken", "model_source_unreachable"],
  ];
  for (const [mode, code] of FAULTS) {
    test(`is ${code} where it is ${mode}, and the next opening works`, async ({ page }) => {
      server.mode = mode;
      const result = await open(page);
      expect(result).toMatchObject({ failure: code, entries: [] });
      expect(result.message).toContain("file.bin");
      expect(server.requests.length).toBe(mode === "broken" ? 3 : 1);
      server.mode = "good";
      expect(await open(page)).toMatchObject(whole("file.bin"));
    });
  }

  test("is model_source_unreachable where it falls silent, and what came is kept", async ({
    page,
  }) => {
    server.mode = "stalls";
    const result = await open(page);
    expect(result).toMatchObject({ failure: "model_source_unreachable" });
    expect(result.entries[0]?.bytes).toBeGreaterThanOrEqual(CUT_BYTES);
  });
});

test.describe("a full disk", () => {
  for (const mode of ["good", "without-length"] as const) {
    test(`is quota_exceeded in mid-write, and no part is left on it: ${mode}`, async ({
      page,
      context,
    }) => {
      const wanted = mode === "good" ? file : unknown;
      const devTools = await context.newCDPSession(page);
      const { origin } = new URL(server.url);
      await devTools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 5_000_000 });
      server.mode = mode;
      expect(await open(page, wanted)).toMatchObject({ failure: "quota_exceeded", entries: [] });
      expect(await onDisk(page)).toEqual([]);
      // It was not the estimate that said so: a Chromium under this override does not estimate less.
      expect(server.requests).toContain("GET");
      await devTools.send("Storage.overrideQuotaForOrigin", { origin });
      expect(await open(page, wanted)).toMatchObject({ failure: null });
    });
  }
});

test.describe("two tabs", () => {
  test("that want the same file download it once", async ({ page, context }) => {
    const other = await context.newPage();
    await openHarness(other);
    const results = await Promise.all([open(page), open(other)]);
    expect(results.map((result) => result.failure)).toEqual([null, null]);
    expect(server.requests).toEqual(["GET"]);
  });

  test("hand over: where one closes in mid-download the other goes on with the part", async ({
    page,
    context,
  }) => {
    server.mode = "stalls";
    const other = await context.newPage();
    await openHarness(other);
    const first = open(other).catch(() => null);
    await expect.poll(() => partBytes(page)).toBeGreaterThanOrEqual(CUT_BYTES);
    const second = open(page);
    const told = () => page.evaluate(() => window.store.told.at(-1)?.loadedBytes);
    await expect.poll(told, "shows how far the other is").toBeGreaterThanOrEqual(CUT_BYTES);
    server.mode = "good";
    await other.close();
    await first;
    expect(await second).toMatchObject(whole("file.bin"));
    expect(server.requests).toEqual(["GET", expect.stringMatching(/^GET bytes=/)]);
  });

  test("cannot remove a file under the other's download", async ({ page, context }) => {
    server.mode = "stalls";
    const other = await context.newPage();
    await openHarness(other);
    const first = open(other).catch(() => null);
    await expect.poll(() => partBytes(page)).toBeGreaterThan(0);
    expect(await page.evaluate(() => window.store.remove("file.bin"))).toMatchObject({
      failure: "storage_failed",
    });
    await other.close();
    await first;
    await expect
      .poll(() => page.evaluate(() => window.store.remove("file.bin")))
      .toMatchObject({ failure: null });
    expect(await onDisk(page)).toEqual([]);
  });
});

async function partBytes(page: Page): Promise<number> {
  const entries = await page.evaluate(() => window.store.list());
  return entries.find(({ isWhole }) => !isWhole)?.bytes ?? 0;
}

test("a store worker that dies is worker_died, and the next opening goes on with its part", async ({
  page,
}) => {
  server.mode = "stalls";
  const died = open(page);
  await expect.poll(() => partBytes(page)).toBeGreaterThan(0);
  await page.evaluate(() => {
    const worker = window.store.workers.at(-1);
    worker?.terminate();
    worker?.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
  });
  expect(await died).toMatchObject({ failure: "worker_died" });
  server.mode = "good";
  expect(await open(page)).toMatchObject(whole("file.bin"));
  expect(server.requests).toEqual(["GET", expect.stringMatching(/^GET bytes=/)]);
});

test("a name that a flat folder cannot hold is options_invalid", async ({ page }) => {
  for (const name of ["", "..", "a/b.bin", "file.bin.part"]) {
    expect(await open(page, { ...file, name })).toMatchObject({ failure: "options_invalid" });
  }
});

import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { ModelSource } from "../../src/terms/catalogue.ts";
import type { FilePlan, StoredFile } from "../../workers/model-store.contract.ts";
import {
  buildStorePage,
  patternedBytes,
  startStoreServer,
  type StoreServer,
} from "./harness/store/store-server.ts";
import type { HubFile, HubMode } from "./harness/store/test-hub.ts";
import { expect, test } from "./support/nearside-test.ts";

const FIRST = "a1".repeat(20);
const SECOND = "b2".repeat(20);

let server: StoreServer;
/** The compiled library lies elsewhere, and nobody has published its hash. */
let library: StoredFile;

test.beforeAll(async () => {
  await buildStorePage();
  server = await startStoreServer();
  const urls = [`${server.url}/source/library.wasm`];
  library = { name: "library.wasm", bytes: null, sha256: null, urls };
});

test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  const small = (text: string): HubFile => ({ content: Buffer.from(text), isLarge: false });
  const large = (length: number): HubFile => ({ content: patternedBytes(length), isLarge: true });
  server.mode = "good";
  const { hub } = server;
  Object.assign(hub, { mode: "good", pageSize: 100, branches: { main: FIRST } });
  hub.commits = {
    [FIRST]: {
      "README.md": small("# A model"),
      "config.json": small('{"layers":2}'),
      "shard_10.bin": large(300_000),
      "shard_2.bin": large(200_000),
      "onnx/shard_3.bin": large(100_000),
    },
    [SECOND]: { "config.json": small('{"layers":3}'), "shard_2.bin": large(250_000) },
  };
  hub.requests.length = 0;
  await openHarness(page);
});

async function openHarness(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "store" in window);
}

function repository(more: Partial<Extract<ModelSource, { kind: "repository" }>> = {}): ModelSource {
  const patterns = ["config.json", "shard_*.bin"];
  return { kind: "repository", repository: "maker/model", revision: "main", patterns, ...more };
}

function ask(page: Page, source: ModelSource = repository(), model = "model") {
  return page.evaluate(([id, from]) => window.store.plan(id, from), [model, source] as const);
}

/** The plan; fails the test where there is none. */
async function planned(page: Page, source?: ModelSource): Promise<FilePlan> {
  const result = await ask(page, source);
  expect(result.failure).toBeNull();
  return result as unknown as FilePlan;
}

function open(page: Page, files: readonly StoredFile[]) {
  return page.evaluate((wanted) => window.store.open(wanted), files);
}

function forget(page: Page) {
  return page.evaluate(() => window.store.forgetPlan("model"));
}

/** Spoils what the hub serves, not what it lists. */
function spoilAtHub(path: string): void {
  const files = server.hub.commits[FIRST] ?? {};
  const file = files[path];
  if (!file) throw new Error(`There is no ${path}.`);
  const content = Buffer.from(file.content);
  content[3] = 255 - (content[3] ?? 0);
  files[path] = { ...file, content };
}

const nameOf = (path: string, commit = FIRST) => `model@${commit.slice(0, 12)}--${path}`;

test.describe("a plan", () => {
  test("has the files that the source names, in the order of its patterns, at a commit", async ({
    page,
  }) => {
    const plan = await planned(page, repository({ extra: [library] }));
    expect(plan.revision).toBe(FIRST);
    expect(plan.files.map(({ name }) => name)).toEqual([
      nameOf("config.json"),
      nameOf("shard_2.bin"),
      nameOf("shard_10.bin"),
      "library.wasm",
    ]);
    const [config, shard] = plan.files;
    expect(config).toMatchObject({ bytes: 12, sha256: null });
    expect(shard).toMatchObject({
      bytes: 200_000,
      sha256: createHash("sha256").update(patternedBytes(200_000)).digest("hex"),
      urls: [`${server.url}/hub/maker/model/resolve/${FIRST}/shard_2.bin`],
    });
  });

  test("follows the hub's list over its pages", async ({ page }) => {
    server.hub.pageSize = 2;
    const plan = await planned(page);
    expect(plan.files).toHaveLength(3);
    expect(server.hub.requests).toHaveLength(4);
  });

  test("is kept: asked again after a reload and offline it is the same", async ({
    page,
    context,
  }) => {
    const plan = await planned(page);
    await openHarness(page);
    server.hub.branches = { main: SECOND };
    await context.setOffline(true);
    expect(await planned(page)).toEqual(plan);
    await context.setOffline(false);
  });

  test("gives known files, a picked one and the browser's own model without asking", async ({
    page,
  }) => {
    const known = { kind: "files", revision: "7", files: [library] } as const;
    expect(await ask(page, known)).toMatchObject({ revision: "7", files: [library] });
    const picked = { kind: "picked", file: library } as const;
    expect(await ask(page, picked)).toMatchObject({ files: [library] });
    expect(await ask(page, { kind: "browser" })).toMatchObject({ files: [] });
    expect(server.hub.requests).toEqual([]);
  });

  const FAULTS: readonly (readonly [HubMode, string])[] = [
    ["missing", "model_missing"],
    ["private", "model_missing"],
    ["html", "model_missing"],
    ["nonsense", "model_corrupt"],
    ["strays", "model_corrupt"],
    ["broken", "model_source_unreachable"],
  ];
  for (const [mode, code] of FAULTS) {
    test(`is ${code} where the hub is ${mode}, and the next one works`, async ({ page }) => {
      Object.assign(server.hub, { mode, pageSize: 2 });
      const result = await ask(page);
      expect(result).toMatchObject({ failure: code });
      expect(result.message).toContain("maker/model");
      server.hub.mode = "good";
      expect(await ask(page)).toMatchObject({ failure: null });
    });
  }

  test("is model_source_unreachable offline, where there was none before", async ({
    page,
    context,
  }) => {
    // Offline this page has nothing to start a worker from: it must run before.
    await page.evaluate(() => window.store.list());
    await context.setOffline(true);
    expect(await ask(page)).toMatchObject({ failure: "model_source_unreachable" });
    await context.setOffline(false);
  });

  test("is model_missing where no file is like its patterns", async ({ page }) => {
    const result = await ask(page, repository({ patterns: ["*.gguf"] }));
    expect(result).toMatchObject({ failure: "model_missing" });
  });
});

test.describe("an update", () => {
  test("finds the new revision, and the old one can answer until the new one is whole", async ({
    page,
  }) => {
    const first = await planned(page);
    await open(page, first.files);
    server.hub.branches = { main: SECOND };
    await forget(page);
    const second = await planned(page);
    expect(second).toMatchObject({ revision: SECOND, before: { revision: FIRST } });
    await openHarness(page);
    const again = await planned(page);
    expect(await open(page, again.before?.files ?? [])).toMatchObject({ failure: null });
    expect(await open(page, second.files)).toMatchObject({ failure: null });
    const names = (await page.evaluate(() => window.store.list())).map(({ name }) => name);
    expect(names).toEqual([...first.files, ...second.files].map(({ name }) => name).toSorted());
    for (const { name } of first.files) {
      await page.evaluate((old) => window.store.remove(old), name);
    }
    expect((await planned(page)).before).toBeUndefined();
  });

  test("that cannot ask fails, and the plan before stands again", async ({ page, context }) => {
    const first = await planned(page);
    await open(page, first.files);
    await forget(page);
    await context.setOffline(true);
    expect(await ask(page)).toMatchObject({ failure: "model_source_unreachable" });
    expect(await ask(page)).toMatchObject({ failure: null, revision: FIRST });
    await context.setOffline(false);
  });

  test("of a model that is not stored forgets it for good", async ({ page, context }) => {
    await planned(page);
    await forget(page);
    await openHarness(page);
    await context.setOffline(true);
    expect(await ask(page)).toMatchObject({ failure: "model_source_unreachable" });
    await context.setOffline(false);
  });

  test("of the source itself, in another edition of the app, is asked for, and waits while offline", async ({
    page,
    context,
  }) => {
    await planned(page);
    const newer = repository({ revision: SECOND });
    server.hub.branches = { main: FIRST, [SECOND]: SECOND };
    await context.setOffline(true);
    expect(await ask(page, newer)).toMatchObject({ revision: FIRST });
    await context.setOffline(false);
    expect(await ask(page, newer)).toMatchObject({ revision: SECOND });
  });
});

test.describe("the files of a plan", () => {
  test("are vouched for by their publisher, the rest on first use", async ({ page }) => {
    const plan = await planned(page, repository({ extra: [library] }));
    const { failure, entries } = await open(page, plan.files);
    expect(failure).toBeNull();
    const sources = Object.fromEntries(entries.map(({ name, hashSource }) => [name, hashSource]));
    expect(sources).toEqual({
      [nameOf("config.json")]: "publisher",
      [nameOf("shard_2.bin")]: "publisher",
      [nameOf("shard_10.bin")]: "publisher",
      "library.wasm": "first-use",
    });
  });

  for (const path of ["config.json", "shard_2.bin"]) {
    test(`are refused where ${path} is not what was listed`, async ({ page }) => {
      const plan = await planned(page);
      spoilAtHub(path);
      const result = await open(page, plan.files);
      expect(result).toMatchObject({ failure: "model_corrupt" });
      expect(result.message).toContain(path);
    });
  }
});

test.describe("a picked file", () => {
  const content = patternedBytes(9_000_000);

  async function pick(page: Page, name = "own.gguf", abortAtBytes?: number) {
    const picked = { name, mimeType: "application/octet-stream", buffer: content };
    await page.locator("input").setInputFiles(picked);
    return page.evaluate(([as, at]) => window.store.keepPicked(as, at), [
      name,
      abortAtBytes,
    ] as const);
  }

  test("is copied, hashed and served from the store after a reload, twice picked too", async ({
    page,
  }) => {
    const sha256 = createHash("sha256").update(content).digest("hex");
    const kept = { name: "own.gguf", bytes: content.length, sha256, urls: [] };
    expect(await pick(page)).toMatchObject({ failure: null, file: kept });
    const again = await pick(page);
    expect(again).toMatchObject({ failure: null, file: kept });
    expect(again.entries).toEqual([
      { name: "own.gguf", bytes: content.length, isWhole: true, hashSource: "first-use" },
    ]);
    const loaded = again.progress.map((step) => step.loadedBytes);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
    expect(again.progress.at(-1)).toMatchObject({
      loadedBytes: content.length,
      totalBytes: content.length,
    });
    await openHarness(page);
    expect(await open(page, [kept])).toMatchObject({ failure: null, hashes: [sha256] });
  });

  test("leaves nothing where it is aborted", async ({ page }) => {
    expect(await pick(page, "own.gguf", 1)).toMatchObject({
      failure: "AbortError",
      entries: [],
    });
  });

  test("is quota_exceeded where it does not fit, and leaves nothing", async ({ page, context }) => {
    const devTools = await context.newCDPSession(page);
    const { origin } = new URL(server.url);
    await devTools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 5_000_000 });
    expect(await pick(page)).toMatchObject({ failure: "quota_exceeded", entries: [] });
    await devTools.send("Storage.overrideQuotaForOrigin", { origin });
    expect(await pick(page)).toMatchObject({ failure: null });
  });
});

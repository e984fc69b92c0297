import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { lossNotes } from "../../src/storage/memory-loss.ts";
import { memoryRules } from "../contracts/router-memory.contract.ts";
import { buildStoragePage, openStoragePage, storageOrigin } from "./storage/open-storage-page.ts";

let script = "";
test.beforeAll(async () => {
  script = await buildStoragePage();
});

/** One request's worth of remembering, and what came back of it. */
function rememberOne(page: Page, deadlineMs = 3_000) {
  return page.evaluate(async (deadline) => {
    const { openRouterMemory, sampleDecision, sampleRecord } = window.storagePage;
    const memory = openRouterMemory({ now: Date.now, deadlineMs: deadline });
    const key = await memory.keyedHash("q");
    await memory.keep("decisions", key, sampleDecision());
    await memory.addRecord(sampleRecord("a"));
    const decision = await memory.recall("decisions", key);
    const [record, totals] = [await memory.recordOf("a"), await memory.totals()];
    const note = memory.note();
    await memory.close();
    return { path: decision?.path.id, record: record?.id, requests: totals.requests, note };
  }, deadlineMs);
}

const remembered = { path: "device:small>check>cloud:large@low", record: "a", requests: 1 };

test.describe("IndexedDB keeps the rules of RouterMemory", () => {
  for (const rule of memoryRules) {
    test(rule.name, async ({ context }) => {
      const page = await openStoragePage(context, script);
      await page.evaluate((name) => window.storagePage.holds(name), rule.name);
    });
  }
});

test("a reload forgets nothing: values, records, totals and the profile's key", async ({
  context,
}) => {
  const page = await openStoragePage(context, script);
  expect(await rememberOne(page)).toEqual({ ...remembered, note: null });
  await page.reload();
  await page.waitForFunction(() => "storagePage" in window);
  const after = await page.evaluate(async () => {
    const memory = window.storagePage.openRouterMemory({ now: Date.now });
    const decision = await memory.recall("decisions", await memory.keyedHash("q"));
    return {
      path: decision?.path.id,
      record: (await memory.records(1))[0]?.id,
      requests: (await memory.totals()).requests,
      note: memory.note(),
    };
  });
  expect(after).toEqual({ ...remembered, note: null });
});

test("two tabs that open at once share one key, and their records add up", async ({ context }) => {
  const pages = [await openStoragePage(context, script), await openStoragePage(context, script)];
  const hashes = await Promise.all(
    pages.map((page, index) =>
      page.evaluate(
        async (id) => {
          const memory = window.storagePage.openRouterMemory({ now: Date.now });
          const hash = await memory.keyedHash("q");
          await memory.addRecord(window.storagePage.sampleRecord(id));
          return hash;
        },
        `r${String(index)}`,
      ),
    ),
  );
  expect(hashes[0]).toBe(hashes[1]);
  const requests = await pages[0]!.evaluate(
    async () => (await window.storagePage.openRouterMemory({ now: Date.now }).totals()).requests,
  );
  expect(requests).toBe(2);
});

test("another profile has another key", async ({ browser }) => {
  const hashes = [];
  for (let profile = 0; profile < 2; profile += 1) {
    const context = await browser.newContext();
    const page = await openStoragePage(context, script);
    hashes.push(
      await page.evaluate(() =>
        window.storagePage.openRouterMemory({ now: Date.now }).keyedHash("q"),
      ),
    );
    await context.close();
  }
  expect(hashes[0]).not.toBe(hashes[1]);
});

const refusals: readonly [string, () => void][] = [
  [
    "open throws a SecurityError",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "SecurityError");
      };
    },
  ],
  [
    "open throws an InvalidStateError",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("private", "InvalidStateError");
      };
    },
  ],
  [
    "indexedDB is missing",
    () => {
      Object.defineProperty(window, "indexedDB", { value: undefined });
    },
  ],
];
for (const [name, deny] of refusals) {
  test(`where ${name}, memory takes over with a note`, async ({ context }) => {
    await context.addInitScript(deny);
    const page = await openStoragePage(context, script);
    expect(await rememberOne(page)).toEqual({ ...remembered, note: lossNotes.refused });
  });
}

test("where open never answers, memory takes over at the deadline", async ({ context }) => {
  await context.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    // A request of another database, whose events nobody fires again.
    IDBFactory.prototype.open = function () {
      const request = open.call(this, "elsewhere");
      request.addEventListener("success", (event) => event.stopImmediatePropagation());
      return request;
    };
  });
  const page = await openStoragePage(context, script);
  expect(await rememberOne(page, 100)).toEqual({ ...remembered, note: lossNotes.slow });
});

/** Opens the database as other code would, at `version`, and keeps it open without ever making way. */
function holdOpen(page: Page, version: number) {
  return page.evaluate(
    (at) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("nearside", at);
        request.addEventListener("success", () => {
          Object.assign(window, { held: request.result });
          resolve();
        });
        request.addEventListener("error", () => {
          reject(new Error("could not be opened"));
        });
      }),
    version,
  );
}

test("a database of the first version gains the calibrations and loses nothing", async ({
  context,
}) => {
  const page = await openStoragePage(context, script);
  const after = await page.evaluate(async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open("nearside", 1);
      request.addEventListener("upgradeneeded", () => {
        const database = request.result;
        for (const store of ["decisions", "estimates", "verdicts", "answers"]) {
          database.createObjectStore(store).createIndex("usedAt", "usedAt");
        }
        const records = database.createObjectStore("records", { autoIncrement: true });
        records.createIndex("id", "id");
        records.add(window.storagePage.sampleRecord("old"));
        database.createObjectStore("totals");
        database.createObjectStore("keys");
      });
      request.addEventListener("success", () => {
        request.result.close();
        resolve();
      });
    });
    const memory = window.storagePage.openRouterMemory({ now: Date.now });
    await memory.keep("calibrations", "k", window.storagePage.sampleCalibration());
    return {
      old: (await memory.recordOf("old"))?.id,
      answers: (await memory.recall("calibrations", "k"))?.answers.length,
      note: memory.note(),
    };
  });
  expect(after).toEqual({ old: "old", answers: 2, note: null });
});

test("a database of a newer version is left alone, and memory takes over", async ({ context }) => {
  const page = await openStoragePage(context, script);
  await holdOpen(page, 99);
  expect(await rememberOne(page)).toEqual({ ...remembered, note: lossNotes.newer });
});

test("an old deletion that another tab blocks ends at the deadline", async ({ context }) => {
  const page = await openStoragePage(context, script);
  await holdOpen(page, 1);
  await page.evaluate(() => {
    indexedDB.deleteDatabase("nearside");
  });
  expect((await rememberOne(page, 200)).note).toBe(lossNotes.slow);
});

test("it makes way for a newer version in another tab, and what it had is said to be out of reach", async ({
  context,
}) => {
  const page = await openStoragePage(context, script);
  const note = await page.evaluate(async () => {
    const { openRouterMemory, sampleDecision } = window.storagePage;
    const memory = openRouterMemory({ now: Date.now });
    await memory.keep("decisions", "k", sampleDecision());
    await new Promise<void>((resolve) => {
      indexedDB.open("nearside", 99).addEventListener("success", () => resolve());
    });
    await memory.keep("decisions", "l", sampleDecision());
    return { note: memory.note(), kept: (await memory.recall("decisions", "l"))?.propensity };
  });
  expect(note).toEqual({ note: lossNotes.superseded, kept: 1 });
});

test("a database deleted elsewhere while open costs no request", async ({ context }) => {
  const page = await openStoragePage(context, script);
  const after = await page.evaluate(async () => {
    const { openRouterMemory, sampleRecord } = window.storagePage;
    const memory = openRouterMemory({ now: Date.now });
    await memory.addRecord(sampleRecord("a"));
    await new Promise<void>((resolve) => {
      indexedDB.deleteDatabase("nearside").addEventListener("success", () => resolve());
    });
    await memory.addRecord(sampleRecord("b"));
    return { note: memory.note(), requests: (await memory.totals()).requests };
  });
  expect(after).toEqual({ note: lossNotes.deleted, requests: 1 });
});

test("storage that the browser clears while it is open costs no request", async ({ context }) => {
  const page = await openStoragePage(context, script);
  await page.evaluate(async () => {
    const memory = window.storagePage.openRouterMemory({ now: Date.now });
    await memory.addRecord(window.storagePage.sampleRecord("a"));
    Object.assign(window, { memory });
  });
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", {
    origin: storageOrigin,
    storageTypes: "indexeddb",
  });
  const after = await page.evaluate(async () => {
    const { memory } = window as unknown as {
      memory: ReturnType<typeof window.storagePage.openRouterMemory>;
    };
    await memory.addRecord(window.storagePage.sampleRecord("b"));
    return { record: (await memory.recordOf("b"))?.id, hasNote: memory.note() !== null };
  });
  expect(after).toEqual({ record: "b", hasNote: true });
});

for (const write of ["keep", "addRecord"] as const) {
  test(`a full disk at ${write}: memory takes over, and what was stored stays readable`, async ({
    context,
  }) => {
    const page = await openStoragePage(context, script);
    // Set before the first write: Chromium remembers for a while how much room there was.
    const session = await context.newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", {
      origin: storageOrigin,
      quotaSize: 1_000_000,
    });
    await rememberOne(page);
    const after = await page.evaluate(async (how) => {
      const { openRouterMemory, sampleAnswer, sampleRecord } = window.storagePage;
      const memory = openRouterMemory({ now: Date.now });
      const key = await memory.keyedHash("q");
      const model = "m".repeat(4_000_000);
      if (how === "keep") await memory.keep("answers", "k", { ...sampleAnswer(), model });
      else await memory.addRecord(sampleRecord("big", { model }));
      await memory.addRecord(sampleRecord("b"));
      return {
        note: memory.note(),
        old: (await memory.recall("decisions", key))?.path.id,
        records: (await memory.records(9)).map((record) => record.id),
        requests: (await memory.totals()).requests,
        kept: (await memory.recall("answers", "k"))?.model.length,
      };
    }, write);
    expect(after).toEqual({
      note: lossNotes.full,
      old: remembered.path,
      records: write === "keep" ? ["b", "a"] : ["b", "big", "a"],
      requests: write === "keep" ? 2 : 3,
      kept: write === "keep" ? 4_000_000 : undefined,
    });
  });
}

test("an aborted transaction loses its record from the disk, not from the session", async ({
  context,
}) => {
  const page = await openStoragePage(context, script);
  const after = await page.evaluate(async () => {
    const { openRouterMemory, sampleRecord } = window.storagePage;
    const memory = openRouterMemory({ now: Date.now });
    await memory.addRecord(sampleRecord("a"));
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (...given) {
      const request = add.apply(this, given);
      this.transaction.abort();
      return request;
    };
    await memory.addRecord(sampleRecord("b"));
    IDBObjectStore.prototype.add = add;
    return { note: memory.note(), requests: (await memory.totals()).requests };
  });
  expect(after).toEqual({ note: lossNotes.broken, requests: 2 });
});

test("a corrupt value is a miss and is deleted; corrupt totals are summed anew; a corrupt key is replaced", async ({
  context,
}) => {
  const page = await openStoragePage(context, script);
  await rememberOne(page);
  const after = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("nearside");
      request.addEventListener("success", () => resolve(request.result));
    });
    const all = ["decisions", "totals", "keys", "records"];
    const spoiling = database.transaction(all, "readwrite");
    spoiling.objectStore("decisions").put({ savedAt: 1, usedAt: 1, value: { path: 3 } }, "k");
    spoiling.objectStore("totals").put({ requests: "many" }, "all");
    spoiling.objectStore("keys").put("no key", "hash");
    spoiling.objectStore("records").put({ id: "broken" });
    await new Promise((resolve) => spoiling.addEventListener("complete", resolve));
    const memory = window.storagePage.openRouterMemory({ now: Date.now });
    const value = await memory.recall("decisions", "k");
    const hash = await memory.keyedHash("q");
    const broken = await memory.recordOf("broken");
    await memory.addRecord(window.storagePage.sampleRecord("b"));
    const counting = database.transaction("decisions").objectStore("decisions").getKey("k");
    const left = await new Promise((resolve) => {
      counting.addEventListener("success", () => resolve(counting.result));
    });
    return {
      value,
      broken,
      left,
      hashLength: hash.length,
      records: (await memory.records(9)).map((record) => record.id),
      requests: (await memory.totals()).requests,
      note: memory.note(),
    };
  });
  expect(after).toEqual({
    value: undefined,
    broken: undefined,
    left: undefined,
    hashLength: 64,
    records: ["b", "a"],
    requests: 2,
    note: null,
  });
});

test("erasing deletes a newer version's database too, or fails with storage_failed", async ({
  context,
}) => {
  const page = await openStoragePage(context, script);
  await holdOpen(page, 99);
  const codes = await page.evaluate(async () => {
    const memory = window.storagePage.openRouterMemory({ now: Date.now, deadlineMs: 200 });
    const codeOf = () =>
      memory.erase().then(
        () => "erased",
        (error: unknown) => (error as { code: string }).code,
      );
    const whileHeld = await codeOf();
    (window as unknown as { held: IDBDatabase }).held.close();
    return [whileHeld, await codeOf()];
  });
  expect(codes).toEqual(["storage_failed", "erased"]);
});

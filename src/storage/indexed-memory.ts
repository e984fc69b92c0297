import type { IDBPTransaction } from "idb";
import type { MemoryStore, MemoryValues } from "../routing/ports.ts";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import { isHashKey, keyedHash, newHashKey } from "./keyed-hash.ts";
import { isFresh, stampsAfterUse, USE_GRAIN_MS } from "./limits.ts";
import type { MemoryLimits, Stamps } from "./limits.ts";
import { isRecord, isTotals } from "./record-shapes.ts";
import { addTotals, noTotals, totalsOf } from "./record-totals.ts";
import { valueStores } from "./schema.ts";
import type { MemoryDatabase, MemorySchema } from "./schema.ts";
import { isKept } from "./stored-shapes.ts";

type WritingTo<Store extends MemoryStore | "records" | "totals"> = IDBPTransaction<
  MemorySchema,
  Store[],
  "readwrite"
>;

// What is lost when the machine loses power is remembered again; waiting for the disk would cost each request.
const relaxed = { durability: "relaxed" } as const;

/**
 * What the router remembers, in an open database. Every method fails as IndexedDB does (a `DOMException`, a
 * full disk among them); router-memory.ts turns that into a note. Methods with `mayWrite` false only read.
 */
export class IndexedMemory {
  readonly #database: MemoryDatabase;
  readonly #now: () => number;
  readonly #limits: MemoryLimits;
  #hashKey: CryptoKey;
  /** Writes to a store until its size is looked at again; the first write of a session looks. */
  readonly #writesLeft = new Map<MemoryStore, number>();

  private constructor(
    database: MemoryDatabase,
    hashKey: CryptoKey,
    now: () => number,
    limits: MemoryLimits,
  ) {
    this.#database = database;
    this.#hashKey = hashKey;
    this.#now = now;
    this.#limits = limits;
  }

  /** Reads this profile's key, or makes it at the first visit. */
  static async over(
    database: MemoryDatabase,
    now: () => number,
    limits: MemoryLimits,
  ): Promise<IndexedMemory> {
    const stored: unknown = await database.get("keys", "hash");
    const hashKey = isHashKey(stored) ? stored : await makeHashKey(database);
    return new IndexedMemory(database, hashKey, now, limits);
  }

  keyedHash(text: string): Promise<string> {
    return keyedHash(this.#hashKey, text);
  }

  async recall<Store extends MemoryStore>(
    store: Store,
    key: string,
    mayWrite: boolean,
  ): Promise<MemoryValues[Store] | undefined> {
    const kept: unknown = await this.#database.get(store, key);
    if (kept === undefined) return undefined;
    const now = this.#now();
    if (!isKept(store, kept) || !isFresh(kept, now, this.#limits.lifetimesMs[store])) {
      if (mayWrite) await this.#database.delete(store, key);
      return undefined;
    }
    const stamps = mayWrite ? stampsAfterUse(kept, now) : null;
    if (stamps !== null) await this.#restamp(store, key, kept, stamps);
    return kept.value;
  }

  async keep<Store extends MemoryStore>(
    store: Store,
    key: string,
    value: MemoryValues[Store],
  ): Promise<void> {
    // One of them, whichever: the types of a transaction do not follow a generic name.
    const anyStore: MemoryStore = store;
    const transaction = this.#database.transaction([anyStore], "readwrite", relaxed);
    const now = this.#now();
    const writing = transaction
      .objectStore(anyStore)
      .put({ value, savedAt: now, usedAt: now }, key);
    await Promise.all([writing, this.#dropLeastUsed(transaction, store, now), transaction.done]);
  }

  async addRecord(record: RequestRecord): Promise<void> {
    const transaction = this.#database.transaction(["records", "totals"], "readwrite", relaxed);
    await Promise.all([this.#addRecordIn(transaction, record), transaction.done]);
  }

  async recordOf(id: string): Promise<RequestRecord | undefined> {
    const read: unknown = await this.#database.getFromIndex("records", "id", id);
    return isRecord(read) ? read : undefined;
  }

  async records(limit: number): Promise<readonly RequestRecord[]> {
    const found: RequestRecord[] = [];
    let cursor = await this.#database.transaction("records").store.openCursor(null, "prev");
    while (cursor !== null && found.length < limit) {
      if (isRecord(cursor.value)) found.push(cursor.value);
      cursor = await cursor.continue();
    }
    return found;
  }

  async totals(): Promise<RecordTotals> {
    const transaction = this.#database.transaction(["records", "totals"]);
    const read: unknown = await transaction.objectStore("totals").get("all");
    if (isTotals(read)) return read;
    return sumOfRecords(await transaction.objectStore("records").getAll());
  }

  /** Empties every store and makes a new key, so that old hashes are never met again. */
  async erase(): Promise<void> {
    const hashKey = await newHashKey();
    const transaction = this.#database.transaction(
      [...valueStores, "records", "totals", "keys"],
      "readwrite",
    );
    const emptied = [...valueStores, "records" as const, "totals" as const].map((store) =>
      transaction.objectStore(store).clear(),
    );
    const writing = transaction.objectStore("keys").put(hashKey, "hash");
    await Promise.all([...emptied, writing, transaction.done]);
    this.#hashKey = hashKey;
    this.#writesLeft.clear();
  }

  close(): void {
    this.#database.close();
  }

  async #restamp<Store extends MemoryStore>(
    store: Store,
    key: string,
    read: Stamps,
    stamps: Stamps,
  ): Promise<void> {
    const transaction = this.#database.transaction([store], "readwrite", relaxed);
    const entries = transaction.objectStore(store);
    const restamping = entries.get(key).then(async (current) => {
      // Another request or tab may have written since; its value is newer than the one read here.
      if (current?.savedAt === read.savedAt) await entries.put({ ...current, ...stamps }, key);
    });
    await Promise.all([restamping, transaction.done]);
  }

  async #dropLeastUsed(
    transaction: WritingTo<MemoryStore>,
    store: MemoryStore,
    now: number,
  ): Promise<void> {
    const writesLeft = this.#writesLeft.get(store) ?? 0;
    this.#writesLeft.set(
      store,
      writesLeft > 0 ? writesLeft - 1 : Math.floor(this.#limits.values / 50),
    );
    if (writesLeft > 0) return;
    const entries = transaction.objectStore(store);
    let excess = (await entries.count()) - this.#limits.values;
    if (excess <= 0) return;
    // Stamps left by a clock that was ahead would outlive everything that is written from now on.
    const ahead = IDBKeyRange.lowerBound(now + USE_GRAIN_MS);
    for (const [range, direction] of [
      [ahead, "prev"],
      [null, "next"],
    ] as const) {
      let cursor = await entries.index("usedAt").openCursor(range, direction);
      while (cursor !== null && excess > 0) {
        await cursor.delete();
        excess -= 1;
        cursor = await cursor.continue();
      }
    }
  }

  async #addRecordIn(
    transaction: WritingTo<"records" | "totals">,
    record: RequestRecord,
  ): Promise<void> {
    const records = transaction.objectStore("records");
    if ((await records.index("id").getKey(record.id)) !== undefined) return;
    const totals: unknown = await transaction.objectStore("totals").get("all");
    const before = isTotals(totals) ? totals : sumOfRecords(await records.getAll());
    const order = await records.add(record);
    const oldest = order - this.#limits.records;
    if (oldest > 0) await records.delete(IDBKeyRange.upperBound(oldest));
    await transaction.objectStore("totals").put(addTotals(before, totalsOf(record)), "all");
  }
}

async function makeHashKey(database: MemoryDatabase): Promise<CryptoKey> {
  // Made first: a transaction would be over before the key is.
  const made = await newHashKey();
  const transaction = database.transaction("keys", "readwrite");
  const choosing = transaction.store.get("hash").then(async (stored) => {
    // Two tabs may open at once; both must use the key that was stored first.
    if (isHashKey(stored)) return stored;
    await transaction.store.put(made, "hash");
    return made;
  });
  const [hashKey] = await Promise.all([choosing, transaction.done]);
  return hashKey;
}

/** Totals anew, for the rare database whose totals are missing or corrupt. */
function sumOfRecords(records: readonly unknown[]): RecordTotals {
  return records.filter(isRecord).map(totalsOf).reduce(addTotals, noTotals);
}

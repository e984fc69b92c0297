import type { MemoryStore, MemoryValues, RouterMemory } from "../routing/ports.ts";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import { keyedHash, newHashKey } from "./keyed-hash.ts";
import { defaultLimits, isFresh, stampsAfterUse } from "./limits.ts";
import type { MemoryLimits } from "./limits.ts";
import { addTotals, noTotals, totalsOf } from "./record-totals.ts";
import type { Kept } from "./schema.ts";

type ValueMaps = { readonly [Store in MemoryStore]: Map<string, Kept<MemoryValues[Store]>> };

/** Remembers until the page is gone, within the same limits and lifetimes as the database. */
export class MemoryAdapter implements RouterMemory {
  readonly #now: () => number;
  readonly #limits: MemoryLimits;
  readonly #note: string;
  // A Map keeps the order of insertion; every use inserts again, so the first key is the least recently used.
  readonly #values: ValueMaps = {
    decisions: new Map(),
    estimates: new Map(),
    verdicts: new Map(),
    answers: new Map(),
    calibrations: new Map(),
  };
  readonly #records = new Map<string, RequestRecord>();
  #totals: RecordTotals = noTotals;
  #hashKey: Promise<CryptoKey> | null = null;
  #isClosed = false;

  /** `now` in milliseconds since the epoch; `note` says to a person why nothing survives. */
  constructor(now: () => number, note: string, limits: MemoryLimits = defaultLimits) {
    this.#now = now;
    this.#note = note;
    this.#limits = limits;
  }

  note(): string {
    return this.#note;
  }

  async keyedHash(text: string): Promise<string> {
    this.#hashKey ??= newHashKey();
    return keyedHash(await this.#hashKey, text);
  }

  recall<Store extends MemoryStore>(
    store: Store,
    key: string,
  ): Promise<MemoryValues[Store] | undefined> {
    const entries = this.#values[store];
    const kept = entries.get(key);
    if (kept === undefined) return Promise.resolve(undefined);
    entries.delete(key);
    const now = this.#now();
    if (!isFresh(kept, now, this.#limits.lifetimesMs[store])) return Promise.resolve(undefined);
    entries.set(key, { ...kept, ...stampsAfterUse(kept, now) });
    return Promise.resolve(kept.value);
  }

  keep<Store extends MemoryStore>(
    store: Store,
    key: string,
    value: MemoryValues[Store],
  ): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    const entries = this.#values[store];
    const now = this.#now();
    entries.delete(key);
    entries.set(key, { value, savedAt: now, usedAt: now });
    dropFirst(entries, this.#limits.values);
    return Promise.resolve();
  }

  addRecord(record: RequestRecord): Promise<void> {
    if (!this.#isClosed && !this.#records.has(record.id)) {
      this.#records.set(record.id, record);
      this.#totals = addTotals(this.#totals, totalsOf(record));
      dropFirst(this.#records, this.#limits.records);
    }
    return Promise.resolve();
  }

  recordOf(id: string): Promise<RequestRecord | undefined> {
    return Promise.resolve(this.#records.get(id));
  }

  records(limit: number): Promise<readonly RequestRecord[]> {
    return Promise.resolve([...this.#records.values()].toReversed().slice(0, Math.max(0, limit)));
  }

  totals(): Promise<RecordTotals> {
    return Promise.resolve(this.#totals);
  }

  erase(): Promise<void> {
    for (const entries of Object.values(this.#values)) entries.clear();
    this.#records.clear();
    this.#totals = noTotals;
    this.#hashKey = null;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return this.erase();
  }
}

function dropFirst(entries: Map<string, unknown>, limit: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= limit) return;
    entries.delete(key);
  }
}

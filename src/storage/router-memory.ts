import { RouterError } from "../router-error.ts";
import type { MemoryStore, MemoryValues, RouterMemory } from "../routing/ports.ts";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import { withDeadline } from "./deadline.ts";
import { IndexedMemory } from "./indexed-memory.ts";
import { defaultLimits } from "./limits.ts";
import type { MemoryLimits } from "./limits.ts";
import { MemoryAdapter } from "./memory-adapter.ts";
import { lossAtOpening, lossInUse, lossNotes } from "./memory-loss.ts";
import type { MemoryLoss } from "./memory-loss.ts";
import { deleteDatabase, openDatabase } from "./open-database.ts";
import { addTotals } from "./record-totals.ts";
import type { MemoryDatabase } from "./schema.ts";

/** What the memory needs from outside. Times are in milliseconds, `now` is since the epoch. */
export interface RouterMemoryOptions {
  readonly now: () => number;
  readonly storage?: "indexeddb" | "memory";
  readonly databaseName?: string;
  readonly limits?: MemoryLimits;
  /** For the opening, and for each read or write after it. */
  readonly deadlineMs?: number;
}

/**
 * Opens the memory and returns at once; calls wait for the database. If that is refused, fails, is full or
 * does not answer, memory of this session takes over, `note()` says why, and what can still be read is read.
 * Only `keyedHash` (no secure context) and `erase` (something stored could not be deleted) can fail, with
 * `storage_failed`.
 */
export function openRouterMemory(options: RouterMemoryOptions): RouterMemory {
  const limits = options.limits ?? defaultLimits;
  if (options.storage === "memory") {
    return new MemoryAdapter(options.now, lossNotes.chosen, limits);
  }
  return new EnduringMemory(options, limits);
}

class EnduringMemory implements RouterMemory {
  readonly #databaseName: string;
  readonly #deadlineMs: number;
  readonly #session: MemoryAdapter;
  readonly #opened: Promise<IndexedMemory | null>;
  #loss: MemoryLoss | null = null;
  #isReadable = true;
  #isClosed = false;

  constructor(options: RouterMemoryOptions, limits: MemoryLimits) {
    this.#databaseName = options.databaseName ?? "nearside";
    this.#deadlineMs = options.deadlineMs ?? 3_000;
    this.#session = new MemoryAdapter(options.now, "", limits);
    this.#opened = this.#open(options.now, limits);
  }

  note(): string | null {
    return this.#loss === null ? null : lossNotes[this.#loss];
  }

  async keyedHash(text: string): Promise<string> {
    const stored = await this.#opened;
    return (stored ?? this.#session).keyedHash(text);
  }

  async recall<Store extends MemoryStore>(
    store: Store,
    key: string,
  ): Promise<MemoryValues[Store] | undefined> {
    const ofSession = await this.#session.recall(store, key);
    if (ofSession !== undefined) return ofSession;
    return this.#read((stored) => stored.recall(store, key, this.#loss === null));
  }

  async keep<Store extends MemoryStore>(
    store: Store,
    key: string,
    value: MemoryValues[Store],
  ): Promise<void> {
    const isStored = await this.#write((stored) => stored.keep(store, key, value));
    if (!isStored) await this.#session.keep(store, key, value);
  }

  async addRecord(record: RequestRecord): Promise<void> {
    const isStored = await this.#write((stored) => stored.addRecord(record));
    if (!isStored) await this.#session.addRecord(record);
  }

  async recordOf(id: string): Promise<RequestRecord | undefined> {
    return (await this.#session.recordOf(id)) ?? this.#read((stored) => stored.recordOf(id));
  }

  async records(limit: number): Promise<readonly RequestRecord[]> {
    const ofSession = await this.#session.records(limit);
    const older = await this.#read((stored) => stored.records(limit - ofSession.length));
    return [...ofSession, ...(older ?? [])];
  }

  async totals(): Promise<RecordTotals> {
    const ofSession = await this.#session.totals();
    const older = await this.#read((stored) => stored.totals());
    return older === undefined ? ofSession : addTotals(older, ofSession);
  }

  async erase(): Promise<void> {
    await this.#session.erase();
    const stored = await this.#opened;
    // Where the browser refuses storage there is nothing of ours to delete.
    if (this.#loss === "refused" || this.#loss === "deleted") return;
    try {
      if (stored !== null && this.#isReadable) await withDeadline(stored.erase(), this.#deadlineMs);
      else await deleteDatabase(this.#databaseName, this.#deadlineMs);
    } catch (cause) {
      throw new RouterError(
        "storage_failed",
        "What is stored could not be deleted; close other tabs of this page and try again.",
        { cause },
      );
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isReadable = false;
    (await this.#opened)?.close();
    await this.#session.close();
  }

  async #open(now: () => number, limits: MemoryLimits): Promise<IndexedMemory | null> {
    const deadlineMs = this.#deadlineMs;
    let database: MemoryDatabase | null = null;
    try {
      database = await openDatabase(this.#databaseName, deadlineMs, (loss) => {
        this.#lose(loss);
        this.#isReadable = false;
      });
      return await withDeadline(IndexedMemory.over(database, now, limits), deadlineMs);
    } catch (error) {
      database?.close();
      this.#lose(lossAtOpening(error));
      return null;
    }
  }

  async #read<Value>(read: (stored: IndexedMemory) => Promise<Value>): Promise<Value | undefined> {
    const stored = await this.#opened;
    if (stored === null || !this.#isReadable) return undefined;
    const couldWrite = this.#loss === null;
    try {
      return await withDeadline(read(stored), this.#deadlineMs);
    } catch (error) {
      this.#lose(lossInUse(error));
      // A reading may fail in what it writes (a stamp, a deletion); without that it may succeed.
      if (couldWrite) return this.#read(read);
      this.#isReadable = false;
      return undefined;
    }
  }

  /** Whether it was written to the database. */
  async #write(write: (stored: IndexedMemory) => Promise<void>): Promise<boolean> {
    const stored = await this.#opened;
    if (this.#isClosed) return true;
    if (stored === null || this.#loss !== null) return false;
    try {
      await withDeadline(write(stored), this.#deadlineMs);
      return true;
    } catch (error) {
      this.#lose(lossInUse(error));
      return false;
    }
  }

  /** The first loss is the one to tell: later ones follow from it. */
  #lose(loss: MemoryLoss): void {
    if (!this.#isClosed) this.#loss ??= loss;
  }
}

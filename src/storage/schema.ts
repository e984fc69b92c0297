import type { DBSchema, IDBPDatabase } from "idb";
import type { MemoryStore, MemoryValues } from "../routing/ports.ts";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import type { Stamps } from "./limits.ts";

/** A value with its stamps, as it lies in a store. */
export interface Kept<Value> extends Stamps {
  readonly value: Value;
}

interface ValueStore {
  key: string;
  value: Kept<MemoryValues[MemoryStore]>;
  indexes: { usedAt: number };
}

/** The database as the newest step leaves it. What is read may still be corrupt: stored-shapes.ts checks it. */
export interface MemorySchema extends DBSchema {
  decisions: ValueStore;
  estimates: ValueStore;
  verdicts: ValueStore;
  answers: ValueStore;
  calibrations: ValueStore;
  /** Keys are running numbers: the order of writing holds whatever the clock does. */
  records: { key: number; value: RequestRecord; indexes: { id: string } };
  totals: { key: "all"; value: RecordTotals };
  keys: { key: "hash"; value: CryptoKey };
}

/** An open database of this schema. */
export type MemoryDatabase = IDBPDatabase<MemorySchema>;

/** The stores that hold values under keyed hashes. */
export const valueStores: readonly MemoryStore[] = [
  "decisions",
  "estimates",
  "verdicts",
  "answers",
  "calibrations",
];

type SchemaStep = (database: MemoryDatabase) => void;

// Append only: a step that was published is never edited, since databases exist that took it.
const schemaSteps: readonly SchemaStep[] = [
  (database) => {
    for (const store of ["decisions", "estimates", "verdicts", "answers"] as const) {
      createValueStore(database, store);
    }
    database.createObjectStore("records", { autoIncrement: true }).createIndex("id", "id");
    database.createObjectStore("totals");
    database.createObjectStore("keys");
  },
  (database) => createValueStore(database, "calibrations"),
];

function createValueStore(database: MemoryDatabase, store: MemoryStore): void {
  database.createObjectStore(store).createIndex("usedAt", "usedAt");
}

/** The number of steps. */
export const schemaVersion = schemaSteps.length;

/** Takes the steps that a database of `oldVersion` has not taken. */
export function upgradeSchema(database: MemoryDatabase, oldVersion: number): void {
  for (const step of schemaSteps.slice(oldVersion)) step(database);
}

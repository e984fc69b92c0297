import { openRouterMemory } from "../../../src/storage/router-memory.ts";
import { memoryRules } from "../../contracts/router-memory.contract.ts";
import {
  sampleAnswer,
  sampleCalibration,
  sampleDecision,
  sampleEstimate,
  sampleRecord,
} from "../../fakes/memory-samples.ts";

let made = 0;

/** What the storage tests call in the page: the real adapter over the browser's own IndexedDB. */
export const storagePage = {
  openRouterMemory,
  sampleAnswer,
  sampleCalibration,
  sampleDecision,
  sampleEstimate,
  sampleRecord,
  /** Runs one rule of the contract, each memory in a database of its own. Fails where it is broken. */
  async holds(name: string): Promise<void> {
    const rule = memoryRules.find((one) => one.name === name);
    if (rule === undefined) throw new Error(`no rule is named ${name}`);
    const notes: (() => string | null)[] = [];
    await rule.holds((now, limits) => {
      made += 1;
      const memory = openRouterMemory({ now, limits, databaseName: `rule-${String(made)}` });
      notes.push(() => memory.note());
      return memory;
    });
    // A memory that had fallen back would keep the rules too, and prove nothing about the database.
    for (const note of notes) if (note() !== null) throw new Error(`fell back: ${String(note())}`);
  },
};

declare global {
  interface Window {
    readonly storagePage: typeof storagePage;
  }
}

Object.assign(window, { storagePage });

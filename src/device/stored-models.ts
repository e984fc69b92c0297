import type { StoredEntry } from "../../workers/model-store.contract.ts";

/** What the page remembers of files that were whole in the store, so that it notices when the browser evicted them. */
export interface StoredModels {
  /** These files are whole now. */
  remember(names: readonly string[]): void;
  /** This file was deleted on purpose. */
  forget(name: string): void;
  /** Remembered files that are not whole any more. They are forgotten with this: each is told once. */
  evictedFrom(entries: readonly StoredEntry[]): readonly string[];
}

const KEY = "nearside:stored-files";

/**
 * Remembers in the page's storage; where that is refused or null, as long as the page lives. A browser that clears all of
 * an origin at once clears this memory too: then nothing is told.
 */
export function openStoredModels(
  storage: Pick<Storage, "getItem" | "setItem"> | null,
): StoredModels {
  let inMemory: readonly string[] = [];
  // Read anew each time: another tab may have changed it.
  const read = () => readNames(storage) ?? inMemory;
  const keep = (names: readonly string[]) => {
    inMemory = [...new Set(names)];
    attempt(() => storage?.setItem(KEY, JSON.stringify(inMemory)));
  };
  return {
    remember: (names) => keep([...read(), ...names]),
    forget: (name) => keep(read().filter((known) => known !== name)),
    evictedFrom(entries) {
      const whole = new Set(entries.filter(({ isWhole }) => isWhole).map(({ name }) => name));
      const names = read();
      const evicted = names.filter((name) => !whole.has(name));
      if (evicted.length > 0) keep(names.filter((name) => whole.has(name)));
      return evicted;
    },
  };
}

/** Null where the storage does not hold them. */
function readNames(storage: Pick<Storage, "getItem"> | null): readonly string[] | null {
  const stored = attempt(() => JSON.parse(storage?.getItem(KEY) ?? "null") as unknown);
  return Array.isArray(stored) ? stored.filter((name) => typeof name === "string") : null;
}

/** Storage may be refused, full, or hold what another hand wrote. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

import type { TextStore } from "./kept-models.ts";

/** The page's local storage; where the browser refuses it or it is full, the memory of this session. */
export function pageTexts(open: () => Storage = () => globalThis.localStorage): TextStore {
  const session = new Map<string, string>();
  return {
    get(name) {
      const own = session.get(name);
      if (own !== undefined) return own;
      return attempt(() => open().getItem(name)) ?? null;
    },
    set(name, text) {
      const isKept = attempt(() => (open().setItem(name, text), true)) ?? false;
      if (isKept) session.delete(name);
      else session.set(name, text);
    },
  };
}

/** Undefined where the browser refuses. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

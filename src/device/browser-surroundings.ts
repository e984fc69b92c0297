import type { Surroundings } from "../routing/ports.ts";

/** Time, chance, digests and the online state as this browser has them. Digests need a secure context. */
export function browserSurroundings(): Surroundings {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    newId: () => crypto.randomUUID(),
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    isOnline: () => navigator.onLine,
    // A browser without the interface cannot tell, so that nothing is fetched there: a page could ask without a person.
    hasGesture: () => navigator.userActivation?.isActive ?? false,
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    async sha256(text) {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
      return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(
        "",
      );
    },
  };
}

import type { MemoryStore } from "../routing/ports.ts";

const DAY_MS = 86_400_000;

/** How much is remembered, and how long. Counts are of entries, times in milliseconds. */
export interface MemoryLimits {
  /** Entries per store of values; the least recently used go first. */
  readonly values: number;
  /** Records; the oldest go first. */
  readonly records: number;
  readonly lifetimesMs: Readonly<Record<MemoryStore, number>>;
}

/** The limits unless a caller sets others. */
export const defaultLimits: MemoryLimits = {
  values: 5_000,
  records: 10_000,
  lifetimesMs: {
    decisions: 30 * DAY_MS,
    estimates: 30 * DAY_MS,
    verdicts: 7 * DAY_MS,
    answers: 30 * DAY_MS,
    // A model does not change by itself, and measuring it again costs minutes.
    calibrations: 365 * DAY_MS,
  },
};

/** A use is noted again only after this time: most reads then need no write. */
export const USE_GRAIN_MS = 3_600_000;

/** When a value was written and when it was last used, in milliseconds since the epoch. */
export interface Stamps {
  readonly savedAt: number;
  readonly usedAt: number;
}

/**
 * Whether a value may still be used. A clock that was set back leaves values from the future: they count by
 * their distance too, so that none lives for ever.
 */
export function isFresh(stamps: Stamps, now: number, lifetimeMs: number): boolean {
  return Math.abs(now - stamps.savedAt) <= lifetimeMs;
}

/** The stamps after a use at `now`, or null while the old ones are near enough. Nothing stays in the future. */
export function stampsAfterUse(stamps: Stamps, now: number): Stamps | null {
  const isNear = Math.abs(now - stamps.usedAt) < USE_GRAIN_MS && stamps.savedAt <= now;
  return isNear ? null : { savedAt: Math.min(stamps.savedAt, now), usedAt: now };
}

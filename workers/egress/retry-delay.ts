import type { EgressFailure } from "./failure.ts";

const FIRST_DELAY_MS = 400;
/** Longer than this nobody waits: the failure is told instead. */
const LONGEST_DELAY_MS = 20_000;
const RETRIED = ["cloud_rate_limited", "cloud_failed", "cloud_unreachable"];

/**
 * How long to wait before trying again after `attempt` earlier retries, in milliseconds; null: do not. Exponential with
 * full jitter between half and all of it, or what the server asked for. `random` is in [0, 1).
 */
export function retryDelayMs(
  failure: EgressFailure,
  attempt: number,
  random: number,
): number | null {
  if (!RETRIED.includes(failure.code)) return null;
  if (failure.retryAfterMs !== undefined)
    return failure.retryAfterMs <= LONGEST_DELAY_MS ? failure.retryAfterMs : null;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + random / 2);
}

/** Reads a Retry-After header, in seconds or as a date (RFC 9110, 10.2.3). `now` in milliseconds since the epoch. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

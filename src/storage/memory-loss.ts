import { DeadlineError } from "./deadline.ts";

/** Why the database is no longer, or never was, in use. */
export type MemoryLoss =
  | "chosen"
  | "refused"
  | "newer"
  | "held"
  | "slow"
  | "full"
  | "superseded"
  | "deleted"
  | "ended"
  | "broken";

/** One sentence for a person per reason. */
export const lossNotes: Readonly<Record<MemoryLoss, string>> = {
  chosen: "Nothing is remembered after this page is closed, as it was set.",
  refused:
    "This browser does not let the page store anything, so nothing is remembered after it is closed.",
  newer:
    "A newer Nearside has stored things here, so this one remembers only until the page is closed.",
  held: "Another tab holds an older Nearside open; close it and reload to remember beyond this page.",
  slow: "The browser's storage did not answer in time, so new things are remembered only until this page is closed.",
  full: "The browser's storage is full, so new things are remembered only until this page is closed.",
  superseded: "Another tab has opened a newer Nearside; reload this page to remember beyond it.",
  deleted:
    "What Nearside had stored was deleted elsewhere, so it remembers only until this page is closed.",
  ended:
    "The browser has ended access to its storage, so Nearside remembers only until this page is closed.",
  broken:
    "The browser's storage failed, so new things are remembered only until this page is closed.",
};

const lossByErrorName: ReadonlyMap<string, MemoryLoss> = new Map([
  ["VersionError", "newer"],
  ["HeldError", "held"],
  ["SecurityError", "refused"],
  ["InvalidStateError", "refused"],
  ["NotAllowedError", "refused"],
  ["ReferenceError", "refused"],
  ["TypeError", "refused"],
  ["QuotaExceededError", "full"],
]);

/** What a failed opening means. A missing `indexedDB` shows as a ReferenceError or a TypeError. */
export function lossAtOpening(error: unknown): MemoryLoss {
  if (error instanceof DeadlineError) return "slow";
  return lossByErrorName.get(errorName(error)) ?? "broken";
}

/** What a failed read or write means. */
export function lossInUse(error: unknown): MemoryLoss {
  if (error instanceof DeadlineError) return "slow";
  return errorName(error) === "QuotaExceededError" ? "full" : "broken";
}

function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}

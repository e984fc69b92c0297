import type { Detector, Match } from "./detector.ts";
import { mergeMatches } from "./merge-matches.ts";

/** Each detector sees at most this many UTF-16 code units at once, and a margin on both sides. */
export const SLICE_LENGTH = 16_384;
/** Far enough to the left to see the word before a secret, far enough to the right to see the end of a key. */
const MARGIN_BEFORE = 256;
const MARGIN_AFTER = 1_024;

/** What was found in one text, in order, without overlaps. */
export interface TextInspection {
  readonly matches: readonly Match[];
  /** Something was not looked at. */
  readonly isOverBudget: boolean;
}

/**
 * Runs every detector over every slice of a text. Asks `isOverBudget` before each of these runs and stops where it says
 * so. The number of runs grows linearly with the text, and each costs at most what a slice can cost.
 */
export async function inspectText(
  text: string,
  detectors: readonly Detector[],
  isOverBudget: () => boolean,
): Promise<TextInspection> {
  const matches: Match[] = [];
  for (let start = 0; start < text.length; start += SLICE_LENGTH) {
    const from = Math.max(0, start - MARGIN_BEFORE);
    const slice = text.slice(from, start + SLICE_LENGTH + MARGIN_AFTER);
    for (const detector of detectors) {
      if (isOverBudget()) return { matches: mergeMatches(matches), isOverBudget: true };
      for (const match of await detector.find(slice)) {
        const moved = { ...match, start: match.start + from, end: match.end + from };
        // What begins in a margin is found, with more around it, in the slice that it belongs to.
        if (moved.start >= start && moved.start < start + SLICE_LENGTH) matches.push(moved);
      }
    }
  }
  return { matches: mergeMatches(matches), isOverBudget: false };
}

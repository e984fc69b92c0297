import type { Match } from "./detector.ts";

/**
 * Lays overlapping matches together: the range covers all of them, so that nothing found stays uncovered, and the kind
 * is that of the surest, or of the longest among equals. In order of their start.
 */
export function mergeMatches(matches: readonly Match[]): readonly Match[] {
  const merged: Match[] = [];
  let best: Match | undefined;
  for (const match of matches.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || best === undefined || match.start >= last.end) {
      merged.push(match);
      best = match;
      continue;
    }
    if (isSurer(match, best)) best = match;
    const { kind, score } = best;
    merged[merged.length - 1] = {
      kind,
      score,
      start: last.start,
      end: Math.max(last.end, match.end),
    };
  }
  return merged;
}

function isSurer(one: Match, other: Match): boolean {
  if (one.score !== other.score) return one.score > other.score;
  return one.end - one.start > other.end - other.start;
}

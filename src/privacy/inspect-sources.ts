import type { Finding, Inspection } from "../terms/finding.ts";
import type { Detector, Match } from "./detector.ts";
import { inspectText } from "./inspect-text.ts";
import { jsonStrings } from "./json-strings.ts";
import { mergeMatches } from "./merge-matches.ts";
import { sourceOffset, wholeSource, type SourceText } from "./source-text.ts";

/** No detector's pattern crosses it. */
const SEPARATOR = "\n\u0000\n";

/** What the guard looks with, and the budget it looks within. */
export interface Inspector {
  readonly detectors: readonly Detector[];
  /** Asked between detectors and slices; true means that the rest stays unseen. */
  readonly isOverBudget: () => boolean;
}

/** Inspects texts; `part` of a finding is the index into `texts`. */
export function inspectTexts(texts: readonly string[], inspector: Inspector): Promise<Inspection> {
  return inspectSources(texts.map(wholeSource), inspector);
}

/** Inspects every string of a serialised JSON body; offsets of a finding are into `body`, its part is 0. */
export function inspectBody(body: string, inspector: Inspector): Promise<Inspection> {
  return inspectSources(jsonStrings(body), inspector);
}

/** Lays all texts behind one another, since many short ones cost more than one long one. */
async function inspectSources(
  sources: readonly SourceText[],
  { detectors, isOverBudget }: Inspector,
): Promise<Inspection> {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of sources) {
    starts.push(length);
    length += text.length + SEPARATOR.length;
  }
  const joined = sources.map(({ text }) => text).join(SEPARATOR);
  const inspected = await inspectText(joined, detectors, isOverBudget);
  return {
    findings: findingsIn(inspected.matches, sources, starts),
    isOverBudget: inspected.isOverBudget,
  };
}

function findingsIn(
  matches: readonly Match[],
  sources: readonly SourceText[],
  starts: readonly number[],
): readonly Finding[] {
  const byPart = new Map<number, Match[]>();
  let index = 0;
  for (const match of matches) {
    while ((starts[index + 1] ?? Number.POSITIVE_INFINITY) <= match.start) index += 1;
    const source = sources[index];
    if (source === undefined) continue;
    const from = match.start - (starts[index] ?? 0);
    const to = Math.min(match.end - (starts[index] ?? 0), source.text.length);
    const moved = { ...match, start: sourceOffset(source, from), end: sourceOffset(source, to) };
    const others = byPart.get(source.part);
    if (others === undefined) byPart.set(source.part, [moved]);
    else others.push(moved);
  }
  return Array.from(byPart).flatMap(([part, moved]) =>
    // A string inside of a string was read twice: what was found twice is one finding.
    mergeMatches(moved).map((match) => ({ ...match, part })),
  );
}

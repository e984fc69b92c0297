/**
 * UTF-16 code units of the texts that go to the encoder in one call: some 150 tokens of English, on a small machine a tenth of
 * a second, which an estimate that comes meanwhile waits.
 */
export const GROUP_UNITS = 600;

/**
 * Neighbours in groups of at most so many UTF-16 code units together, or one text alone that is longer; every group is
 * asked for in one call. A text has hardly more tokens than units, so the units bound how long a call takes.
 */
export function textGroups(texts: readonly string[], maxUnits: number): string[][] {
  const groups: string[][] = [];
  let units = Infinity;
  for (const text of texts) {
    units += text.length;
    if (units > maxUnits) {
      groups.push([]);
      units = text.length;
    }
    groups.at(-1)?.push(text);
  }
  return groups;
}

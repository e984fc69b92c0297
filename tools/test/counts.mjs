/**
 * @typedef {object} Counts what one stage of the tests came to
 * @property {number} passed
 * @property {readonly string[]} failed names, one for each that failed
 * @property {readonly string[]} skipped names, with the reason where the runner tells one
 */

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function sum(parts) {
  return {
    passed: parts.reduce((total, part) => total + part.passed, 0),
    failed: parts.flatMap((part) => part.failed),
    skipped: parts.flatMap((part) => part.skipped),
  };
}

/**
 * @param {Counts} counts
 * @returns {string} the last line of a test run
 */
export function closingLine({ passed, failed, skipped }) {
  const rest = skipped.length === 0 ? "" : `, ${skipped.length} skipped`;
  return `${passed} passed, ${failed.length} failed${rest}`;
}

/**
 * Reads a closing line back.
 * @param {string} line
 * @returns {{ passed: number, failed: number, skipped: number } | undefined} undefined if it is not one
 */
export function readClosingLine(line) {
  const found = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line.trim());
  if (found === null) return undefined;
  return { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
}

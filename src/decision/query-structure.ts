import type { Demand } from "../terms/query.ts";

/** The structural features of a query, in the order in which `queryStructure` gives them. */
export const STRUCTURE_NAMES = [
  "characters",
  "words",
  "lines",
  "sentences",
  "meanWordLength",
  "longestWord",
  "distinctWords",
  "digits",
  "numbers",
  "longestNumber",
  "punctuation",
  "codeSigns",
  "mathSigns",
  "latexCommands",
  "optionLines",
  "questionMarks",
  "quotes",
  "notLatin",
  "toolsGiven",
  "schemaGiven",
] as const;

/** Signs that are frequent in code and rare in prose, and signs of formulas. */
const CODE_SIGN = /[{}[\]();_<>]/g;
const MATH_SIGN = /[+*/=^%√∑∫≤≥±×÷∞π°$]/g;
/** A line that opens a numbered or lettered choice: "A. ", "b) ", "(3) ". */
const OPTION_LINE = /^\(?[a-z0-9]{1,2}[.)] /gm;

/**
 * Twenty numbers that say how a canonical text is built, whatever it is about: counts as ln(1 + n), shares as 0 to 1.
 * All are finite and 0 for an empty text.
 */
export function queryStructure(
  text: string,
  words: readonly string[],
  demands: readonly Demand[],
): Float32Array {
  const numbers = text.match(/\p{N}+/gu) ?? [];
  const wordLengths = words.map((word) => word.length);
  const letters = count(text, /\p{L}/gu);
  return Float32Array.of(
    Math.log1p(text.length),
    Math.log1p(words.length),
    Math.log1p(count(text, /\n/g)),
    Math.log1p(count(text, /[.!?。！？](?=\s|$)/g)),
    share(sum(wordLengths), words.length * 10),
    Math.log1p(largest(wordLengths)),
    share(new Set(words).size, words.length),
    share(count(text, /\p{Nd}/gu), text.length),
    Math.log1p(numbers.length),
    Math.log1p(largest(numbers.map((number) => number.length))),
    share(count(text, /\p{P}/gu), text.length),
    Math.log1p(count(text, CODE_SIGN)),
    Math.log1p(count(text, MATH_SIGN)),
    Math.log1p(count(text, /\\[A-Za-z]+/g)),
    Math.log1p(count(text, OPTION_LINE)),
    Math.log1p(count(text, /[?？]/g)),
    Math.log1p(count(text, /["“”«»「」]/g)),
    share(letters - count(text, /\p{Script=Latin}/gu), letters),
    demands.includes("tools") ? 1 : 0,
    demands.includes("schema") ? 1 : 0,
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, Math.max(0, part / whole));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

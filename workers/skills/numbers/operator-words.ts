import type { Operation } from "./exact.ts";

/** Words and signs of one rank, each with its operation. */
export type OperatorWords = readonly (readonly [words: string, operation: Operation])[];

/** Lowest rank. */
export const SUM_WORDS: OperatorWords = [
  ...(["+", "plus", "더하기", "플러스"] as const).map((words) => [words, "+"] as const),
  ...(["-", "minus", "less", "빼기", "마이너스"] as const).map((words) => [words, "-"] as const),
];
/** Middle rank. */
export const PRODUCT_WORDS: OperatorWords = [
  ...(["*", "x", "times", "multiplied by", "multiply by", "곱하기"] as const).map(
    (words) => [words, "*"] as const,
  ),
  ...(["/", "divided by", "divide by", "over", "나누기"] as const).map(
    (words) => [words, "/"] as const,
  ),
  ...(["mod", "modulo", "modulus"] as const).map((words) => [words, "mod"] as const),
];
/** Before an exponent. */
export const POWER_WORDS = ["^", "**", "to the power of", "raised to the power of", "raised to"];
/** Behind a base, with its exponent. */
export const POSTFIXES = [
  ["squared", "2"],
  ["cubed", "3"],
  ["의 제곱", "2"],
  ["의 세제곱", "3"],
  ["²", "2"],
  ["³", "3"],
] as const;
/** Before what a root is taken of, with its degree. */
export const ROOTS = [
  ["the square root of", 2],
  ["square root of", 2],
  ["square root", 2],
  ["sqrt of", 2],
  ["sqrt", 2],
  ["√", 2],
  ["루트", 2],
  ["the cube root of", 3],
  ["cube root of", 3],
  ["cbrt", 3],
  ["∛", 3],
] as const;

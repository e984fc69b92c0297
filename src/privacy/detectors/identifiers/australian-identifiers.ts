import type { PatternRule } from "../../detector.ts";
import { digitsOf, isRepetitive, weightedSum } from "../checksums.ts";

/** Identifiers of Australia. */
export const australianIdentifiers: readonly PatternRule[] = [
  {
    name: "au_abn",
    kind: "TAX_ID",
    pattern: /(?<![\w-])[1-9]\d( ?)\d{3}\1\d{3}\1\d{3}(?![\w-])/g,
    score: 0.8,
    accepts: (digits) => {
      const [first = 0, ...rest] = digitsOf(digits);
      return weightedSum([first - 1, ...rest], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
    },
  },
  {
    name: "au_acn",
    kind: "TAX_ID",
    pattern: /(?<![\w-])\d{3}( ?)\d{3}\1\d{3}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) =>
      !isRepetitive(digits, 9) &&
      weightedSum(digitsOf(digits), [8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0,
  },
  {
    name: "au_tfn",
    kind: "TAX_ID",
    pattern: /(?<![\w-])\d{3}( ?)\d{3}\1\d{3}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) =>
      !isRepetitive(digits, 9) &&
      weightedSum(digitsOf(digits), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  },
  {
    name: "au_medicare",
    kind: "HEALTH_ID",
    pattern: /(?<![\w-])[2-6]\d{3}( ?)\d{5}\1\d(?![\w-])/g,
    score: 0.6,
    accepts: (compact) => {
      const digits = digitsOf(compact);
      return weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
    },
  },
];

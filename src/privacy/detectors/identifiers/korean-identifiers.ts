import type { PatternRule } from "../../detector.ts";
import { isShortDate } from "../calendar-date.ts";
import { digitsOf, isRepetitive, weightedSum } from "../checksums.ts";

/** Identifiers of Korea. A particle may follow a number without a space, so only ASCII letters end one. */
export const koreanIdentifiers: readonly PatternRule[] = [
  {
    name: "kr_rrn",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])\d{6}-?[1-4]\d{6}(?![\w-])/g,
    score: 0.8,
    accepts: isResident,
  },
  {
    name: "kr_frn",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])\d{6}-?[5-8]\d{6}(?![\w-])/g,
    score: 0.8,
    accepts: isResident,
  },
  {
    name: "kr_brn",
    kind: "TAX_ID",
    pattern: /(?<![\w-])\d{3}-?\d{2}-?\d{5}(?![\w-])/g,
    score: 0.6,
    accepts: (compact) => {
      if (isRepetitive(compact, 9)) return false;
      const digits = digitsOf(compact);
      const sum = weightedSum(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]);
      return (10 - ((sum + Math.floor(((digits[8] ?? 0) * 5) / 10)) % 10)) % 10 === digits[9];
    },
  },
  {
    name: "kr_driver_license",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])(?:1[1-9]|2[0-68])([- ])\d{2}\1\d{6}\1\d{2}(?![\w-])/g,
    score: 0.9,
  },
];

/** Numbers given out since October 2020 carry no check digit, so the date alone decides. */
function isResident(digits: string): boolean {
  return isShortDate(digits.slice(0, 6));
}

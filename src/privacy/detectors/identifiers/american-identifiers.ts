import type { PatternRule } from "../../detector.ts";
import { digitsOf, isLuhn, isRepetitive, weightedSum } from "../checksums.ts";

/** Identifiers of the United States and Canada. */
export const americanIdentifiers: readonly PatternRule[] = [
  {
    name: "aba_routing",
    kind: "BANK_ACCOUNT",
    pattern: /(?<![\w-])(?:\d{9}|\d{4}-\d{4}-\d)(?![\w-])/g,
    score: 0.6,
    accepts: (digits) =>
      /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(digits) &&
      !isRepetitive(digits, 9) &&
      weightedSum(digitsOf(digits), [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  },
  {
    name: "us_ssn",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w.-])\d{3}[-. ]?\d{2}[-. ]?\d{4}(?![\w-])/g,
    score: 0.5,
    accepts: (digits, matched) =>
      hasOneSeparator(matched) &&
      /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits) &&
      !["078051120", "219099999", "123456789"].includes(digits) &&
      !isRepetitive(digits, 9),
  },
  {
    name: "us_itin",
    kind: "TAX_ID",
    pattern: /(?<![\w.-])9\d{2}[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}(?![\w-])/g,
    score: 0.5,
    accepts: (_, matched) => hasOneSeparator(matched),
  },
  {
    name: "us_npi",
    kind: "HEALTH_ID",
    pattern: /(?<![\w-])[12]\d{3}[- ]?\d{3}[- ]?\d{3}(?![\w-])/g,
    score: 0.6,
    // The check digit is computed as if the number stood behind the prefix of health cards.
    accepts: (digits) => isLuhn(`80840${digits}`) && !isRepetitive(digits, 9),
  },
  {
    name: "us_mbi",
    kind: "HEALTH_ID",
    pattern:
      /(?<![\w-])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\w-])/gi,
    score: 0.9,
  },
  {
    name: "certificate_number",
    kind: "HEALTH_ID",
    pattern: /(?<![\w-])[A-HJ-MPR-UX][A-Z9]\d{7}(?![\w-])/gi,
    score: 0.8,
    accepts: (compact) => {
      const digits = digitsOf(compact.slice(2));
      return weightedSum(digits, [1, 2, 1, 2, 1, 2]) % 10 === digits[6];
    },
  },
  {
    name: "ca_sin",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])[1-79]\d{2}([- ]?)\d{3}\1\d{3}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) => isLuhn(digits) && !isRepetitive(digits, 9),
  },
];

/** Whether all separators of a number are the same; none is fine. */
function hasOneSeparator(matched: string): boolean {
  return new Set(matched.replaceAll(/\d/g, "")).size <= 1;
}

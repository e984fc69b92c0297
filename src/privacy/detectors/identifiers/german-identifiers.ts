import type { PatternRule } from "../../detector.ts";
import { digitSum, digitsOf, isMod11And10, isRepetitive, weightedSum } from "../checksums.ts";

/** Identifiers of Germany. */
export const germanIdentifiers: readonly PatternRule[] = [
  {
    name: "de_tax_id",
    kind: "TAX_ID",
    pattern: /(?<![\w-])[1-9]\d{10}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) => isMod11And10(digits) && !isRepetitive(digits.slice(0, 10), 4),
  },
  {
    name: "de_vat_id",
    kind: "TAX_ID",
    pattern: /(?<![\w-])DE[-. ]?\d{3}[-. ]?\d{3}[-. ]?\d{3}(?![\w-])/gi,
    score: 0.9,
  },
  {
    name: "de_id_card",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])(?:T\d{8}|[CFGHJ-NPRTV-Z][0-9CFGHJ-NPRTV-Z]{7}\d)(?![\w-])/gi,
    score: 0.8,
    // Cards from before 2010 begin with T and were often written with a serial that has no check digit.
    accepts: (compact) => /^T\d{8}$/.test(compact) || isDocumentNumber(compact),
  },
  {
    name: "de_passport",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])[CFGHJK-NPRTV-Z][0-9CFGHJ-NPRTV-Z]{7}\d(?![\w-])/gi,
    score: 0.8,
    accepts: isDocumentNumber,
  },
  {
    name: "de_health_insurance",
    kind: "HEALTH_ID",
    pattern: /(?<![\w-])[A-Z]\d{9}(?![\w-])/gi,
    score: 0.8,
    accepts: (compact) => {
      const digits = digitsOf(letterNumber(compact.slice(0, 1)) + compact.slice(1));
      return digitSumsOf(digits.slice(0, -1), [1, 2]) % 10 === digits.at(-1);
    },
  },
  {
    name: "de_lanr",
    kind: "HEALTH_ID",
    pattern: /(?<![\w-])\d{9}(?![\w-])/g,
    score: 0.6,
    accepts: (compact) => {
      const digits = digitsOf(compact);
      const isChecked = (10 - (weightedSum(digits, [4, 9, 4, 9, 4, 9]) % 10)) % 10 === digits[6];
      return isChecked && compact.slice(7) !== "00";
    },
  },
  {
    name: "de_social_security",
    // Where two people would have the same number, 50 is added to the day.
    kind: "NATIONAL_ID",
    pattern:
      /(?<![\w-])\d{2}(?:0[1-9]|[1267]\d|3[01]|5[1-9]|8[01])(?:0[1-9]|1[0-2])\d{2}[A-Z]\d{3}(?![\w-])/gi,
    score: 0.9,
    accepts: (compact) => {
      const digits = digitsOf(
        compact.slice(0, 8) + letterNumber(compact.slice(8, 9)) + compact.slice(9),
      );
      const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
      return digitSumsOf(digits.slice(0, -1), weights) % 10 === digits.at(-1);
    },
  },
];

/** Check digit of travel documents (ICAO 9303): weights 7, 3, 1; letters count from A = 10. */
function isDocumentNumber(compact: string): boolean {
  if (!/[0-9]$/.test(compact)) return false;
  const values = Array.from(compact, (character) => Number.parseInt(character, 36));
  return weightedSum(values, [7, 3, 1, 7, 3, 1, 7, 3]) % 10 === values[8];
}

/** A = 01 … Z = 26. */
function letterNumber(letter: string): string {
  return String(Number.parseInt(letter, 36) - 9).padStart(2, "0");
}

function digitSumsOf(digits: readonly number[], weights: readonly number[]): number {
  return digits.reduce(
    (sum, digit, index) => sum + digitSum(digit * (weights[index % weights.length] ?? 0)),
    0,
  );
}

import type { PatternRule } from "../../detector.ts";
import { digitsOf, isLuhn, isRepetitive } from "../checksums.ts";

const SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

/** Identifiers of Spain, Italy and Türkiye. */
export const southernEuropeanIdentifiers: readonly PatternRule[] = [
  {
    name: "es_nif",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])\d{7,8}-?[A-Z](?![\w-])/gi,
    score: 0.9,
    accepts: (compact) => isSpanish(compact),
  },
  {
    name: "es_nie",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])[XYZ]\d{7,8}-?[A-Z](?![\w-])/gi,
    score: 0.9,
    accepts: (compact) => isSpanish("XYZ".indexOf(compact.slice(0, 1)) + compact.slice(1)),
  },
  {
    name: "it_fiscal_code",
    kind: "TAX_ID",
    pattern:
      /(?<![\w-])[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z](?![\w-])/gi,
    score: 0.9,
  },
  {
    name: "it_vat_code",
    kind: "TAX_ID",
    pattern: /(?<![\w-])\d{8}[ _]?\d{3}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) => isLuhn(digits) && !isRepetitive(digits, 11),
  },
  {
    name: "tr_national_id",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])[1-9]\d{10}(?![\w-])/g,
    score: 0.9,
    accepts: isTurkish,
  },
];

function isSpanish(compact: string): boolean {
  const number = Number.parseInt(compact.slice(0, -1), 10);
  return SPANISH_LETTERS[number % 23] === compact.slice(-1);
}

function isTurkish(compact: string): boolean {
  const digits = digitsOf(compact);
  const total = (from: number, step: number, to: number): number =>
    digits
      .filter((_, index) => index >= from && index < to && (index - from) % step === 0)
      .reduce((sum, digit) => sum + digit, 0);
  const tenth = (((total(0, 2, 9) * 7 - total(1, 2, 8)) % 10) + 10) % 10;
  return tenth === digits[9] && total(0, 1, 10) % 10 === digits[10];
}

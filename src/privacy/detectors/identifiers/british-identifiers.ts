import type { PatternRule } from "../../detector.ts";
import { digitsOf, isRepetitive, weightedSum } from "../checksums.ts";

/** Identifiers of the United Kingdom. */
export const britishIdentifiers: readonly PatternRule[] = [
  {
    name: "uk_nhs",
    kind: "HEALTH_ID",
    pattern: /(?<![\w-])\d{3}[- ]?\d{3}[- ]?\d{4}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) =>
      !isRepetitive(digits, 9) &&
      weightedSum(digitsOf(digits), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  {
    name: "uk_nino",
    kind: "TAX_ID",
    pattern:
      /(?<![\w-])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\w-])/gi,
    score: 0.9,
  },
  {
    name: "uk_driving_licence",
    kind: "NATIONAL_ID",
    pattern:
      /(?<![\w-])[A-Z]{1,5}9{0,4}\d[0156]\d(?:0[1-9]|[12]\d|3[01])\d[A-Z][A-Z9][A-Z0-9][A-Z]{2}(?![\w-])/gi,
    score: 0.9,
    accepts: (compact) => compact.length === 16,
  },
];

import type { PatternRule } from "../../detector.ts";
import { digitsOf, isRepetitive, isVerhoeff, weightedSum } from "../checksums.ts";

/** Identifiers of India, Singapore and Thailand. */
export const asianIdentifiers: readonly PatternRule[] = [
  {
    name: "in_aadhaar",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])[2-9]\d{3}([-: ]?)\d{4}\1\d{4}(?![\w-])/g,
    score: 0.8,
    accepts: (digits) => isVerhoeff(digits) && !isRepetitive(digits, 12),
  },
  {
    name: "in_gstin",
    kind: "TAX_ID",
    pattern: /(?<![\w-])(?:0[1-9]|[12]\d|3[0-7])[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z](?![\w-])/gi,
    score: 0.9,
  },
  {
    name: "sg_fin",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])[STFGM]\d{7}[A-Z](?![\w-])/gi,
    score: 0.9,
    accepts: isSingaporean,
  },
  {
    name: "sg_uen",
    kind: "TAX_ID",
    pattern: /(?<![\w-])(?:\d{8,9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z])(?![\w-])/gi,
    score: 0.9,
    accepts: isEntityNumber,
  },
  {
    name: "th_tnin",
    kind: "NATIONAL_ID",
    // The second and third digit name a province.
    pattern:
      /(?<![\w-])[1-8](?:1\d|2[0-7]|[34]\d|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])\d{10}(?![\w-])/g,
    score: 0.8,
    accepts: (compact) => {
      const digits = digitsOf(compact);
      const sum = weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
      return (11 - (sum % 11)) % 10 === digits[12] && !isRepetitive(compact, 13);
    },
  },
];

const FIN_OFFSETS: Readonly<Record<string, number>> = { S: 0, F: 0, T: 4, G: 4, M: 3 };

function isSingaporean(compact: string): boolean {
  const series = compact.slice(0, 1);
  const sum = weightedSum(digitsOf(compact.slice(1, 8)), [2, 7, 6, 5, 4, 3, 2]);
  const remainder = (sum + (FIN_OFFSETS[series] ?? 0)) % 11;
  const letters =
    series === "M" ? "XWUTRQPNJLK" : "ST".includes(series) ? "JZIHGFEDCBA" : "XWUTRQPNMLK";
  const place = series === "M" ? 10 - remainder : remainder;
  return letters[place] === compact.slice(8);
}

const ENTITY_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWX0123456789";

function isEntityNumber(compact: string): boolean {
  const body = compact.slice(0, -1);
  const check = compact.slice(-1);
  if (/^\d{8}$/.test(body)) {
    return "XMKECAWLJDB"[weightedSum(digitsOf(body), [10, 4, 9, 3, 8, 2, 7, 1]) % 11] === check;
  }
  if (/^\d{9}$/.test(body)) {
    return "ZKCMDNERGWH"[weightedSum(digitsOf(body), [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11] === check;
  }
  const values = Array.from(body, (character) => ENTITY_CHARACTERS.indexOf(character));
  const sum = weightedSum(values, [4, 3, 5, 3, 10, 2, 2, 5, 7]);
  return ENTITY_CHARACTERS[(((sum - 5) % 11) + 11) % 11] === check;
}

import type { PatternRule } from "../detector.ts";
import { isLuhn, isRepetitive } from "./checksums.ts";

/** Leading digits of the card networks and the lengths their numbers have (ISO/IEC 7812 and the networks' own tables). */
const NETWORKS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^1/, lengths: [15] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^3(?:0|[689])/, lengths: [14, 15, 16, 17, 18, 19] },
  { prefix: /^35/, lengths: [16, 17, 18, 19] },
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^5[1-5]/, lengths: [16] },
  { prefix: /^2(?:2[2-9]|[3-6]|7[01]|720)/, lengths: [16] },
  { prefix: /^(?:50|5[6-9]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
  { prefix: /^9792/, lengths: [16] },
];

/** Payment cards: a network's range and length, and the Luhn checksum. */
export const creditCardRule: PatternRule = {
  name: "credit_card",
  kind: "CREDIT_CARD",
  pattern:
    /(?<![\w-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\w-])/g,
  score: 1,
  accepts: (digits) =>
    isLuhn(digits) &&
    !isRepetitive(digits, digits.length) &&
    NETWORKS.some(({ prefix, lengths }) => prefix.test(digits) && lengths.includes(digits.length)),
};

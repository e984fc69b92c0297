import type { PatternRule } from "../../detector.ts";
import { isShortDate } from "../calendar-date.ts";
import { isLuhn, isRepetitive, isVerhoeff } from "../checksums.ts";

/** Identifiers of Nigeria and South Africa. */
export const africanIdentifiers: readonly PatternRule[] = [
  {
    name: "ng_nin",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])\d{11}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) => isVerhoeff(digits) && !isRepetitive(digits, 11),
  },
  {
    name: "za_id_number",
    kind: "NATIONAL_ID",
    // After date and serial: citizenship, then 8 or 9, then the check digit.
    pattern: /(?<![\w-])\d{10}[0-2][89]\d(?![\w-])/g,
    score: 0.9,
    accepts: (digits) => isShortDate(digits.slice(0, 6)) && isLuhn(digits),
  },
];

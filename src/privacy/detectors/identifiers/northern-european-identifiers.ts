import type { PatternRule } from "../../detector.ts";
import { isCalendarDate, isShortDate } from "../calendar-date.ts";
import { digitsOf, isLuhn, weightedSum } from "../checksums.ts";

const FINNISH_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/** Identifiers of Finland, Poland and Sweden. */
export const northernEuropeanIdentifiers: readonly PatternRule[] = [
  {
    name: "fi_personal_identity_code",
    kind: "NATIONAL_ID",
    pattern: /(?<!\d)\d{6}[-+U-YA-F]\d{3}[0-9A-FHJ-NPR-Y](?![\w-])/gi,
    score: 1,
    accepts: (_, matched) => isFinnish(matched.toUpperCase()),
  },
  {
    name: "pl_pesel",
    kind: "NATIONAL_ID",
    pattern: /(?<![\w-])\d{11}(?![\w-])/g,
    score: 0.8,
    accepts: isPesel,
  },
  {
    name: "se_personnummer",
    kind: "NATIONAL_ID",
    pattern: /(?<!\d)(?:18|19|20)?\d{6}[-+]?\d{4}(?![\w-])/g,
    score: 0.8,
    accepts: (digits) => isShortDate(digits.slice(-10, -4)) && isLuhn(digits.slice(-10)),
  },
  {
    name: "se_organisationsnummer",
    kind: "TAX_ID",
    pattern: /(?<![\w-])\d{2}[2-9]\d{3}-?\d{4}(?![\w-])/g,
    score: 0.6,
    accepts: (digits) => isLuhn(digits),
  },
];

function isFinnish(code: string): boolean {
  const [day, month, year] = [0, 2, 4].map((start) => Number(code.slice(start, start + 2)));
  const mark = code.slice(6, 7);
  const century = mark === "+" ? 1800 : "ABCDEF".includes(mark) ? 2000 : 1900;
  const number = Number(code.slice(0, 6) + code.slice(7, 10));
  return (
    isCalendarDate(century + (year ?? 0), month ?? 0, day ?? 0) &&
    FINNISH_CHARACTERS[number % 31] === code.slice(10)
  );
}

/** The month carries the century: 1900 + 0, 2000 + 20, 2100 + 40, 2200 + 60, 1800 + 80. */
function isPesel(compact: string): boolean {
  const digits = digitsOf(compact);
  const coded = Number(compact.slice(2, 4));
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(coded / 20)] ?? 0;
  const year = century + Number(compact.slice(0, 2));
  return (
    isCalendarDate(year, coded % 20, Number(compact.slice(4, 6))) &&
    weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
  );
}

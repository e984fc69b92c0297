import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";
import type { Detector, Match } from "../detector.ts";

/** One way people write numbers, and the countries in which it can be one. */
interface WrittenForm {
  readonly pattern: RegExp;
  /** Empty: the number names its country itself. */
  readonly countries: readonly CountryCode[];
}

const TRUNK_COUNTRIES: readonly CountryCode[] = [
  "KR",
  "GB",
  "DE",
  "FR",
  "IT",
  "JP",
  "CN",
  "IN",
  "AU",
  "NL",
  "TR",
  "PH",
  "IL",
  "BR",
  "SE",
  "PL",
];

const FORMS: readonly WrittenForm[] = [
  // +44 (20) 7123 4567
  { pattern: /(?<![\d+])\+[1-9](?:[ .()/-]{0,3}\d){6,14}(?!\d)/g, countries: [] },
  // (415) 555-0132, 415.555.0132, 1-415-555-0132
  {
    pattern:
      /(?<!\d)(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ]?)[2-9]\d{2}[-. ]?\d{4}(?![\d-])/g,
    countries: ["US"],
  },
  // 020 7123 4567, 090-1234-5678, 0 (532) 123 45 67
  {
    pattern: /(?<![\d.,:+/-])\(?0(?:[ .()/-]{0,2}\d){8,10}(?![\d]|[.,:/-]\d)/g,
    countries: TRUNK_COUNTRIES,
  },
  // 532 123 45 67
  {
    pattern: /(?<![\d.,:+/-])[2-5]\d{2}([-. ]?)\d{3}\1\d{2}\1\d{2}(?!\d|[.,:/-]\d)/g,
    countries: ["TR"],
  },
  // 13812345678
  { pattern: /(?<![\w.,:+/-])1[3-9]\d([- ]?)\d{4}\1\d{4}(?!\w|[.,:/-]\d)/g, countries: ["CN"] },
  // 1588-1234
  { pattern: /(?<![\w.,:+/-])1[5-8]\d{2}-\d{4}(?!\w|[.,:/-]\d)/g, countries: ["KR"] },
];

/** Telephone numbers: the international form, and national forms that are valid in a country which writes them so. */
export const phoneDetector: Detector = {
  name: "phone",
  find(text) {
    return FORMS.flatMap(({ pattern, countries }) =>
      Array.from(text.matchAll(pattern))
        .filter(([matched]) => isNumber(matched, countries))
        .map(({ index, 0: { length } }): Match => {
          const score = countries.length === 0 ? 1 : 0.8;
          return { kind: "PHONE", start: index, end: index + length, score };
        }),
    );
  },
};

function isNumber(matched: string, countries: readonly CountryCode[]): boolean {
  // One digit over and over is nobody's number, and not worth a question to each country.
  if (new Set(matched.replaceAll(/\D/g, "")).size < 3) return false;
  if (countries.length === 0) return parsePhoneNumberFromString(matched)?.isPossible() ?? false;
  return countries.some(
    (country) => parsePhoneNumberFromString(matched, country)?.isValid() ?? false,
  );
}

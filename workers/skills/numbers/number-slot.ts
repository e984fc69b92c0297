import type { Reading, Slot } from "../language/request-reader.ts";
import { skipSpaces, type RequestText } from "../language/request-text.ts";
import { fractionOf } from "./exact.ts";
import { readEnglishNumber } from "./english-number.ts";
import { readKoreanNumber } from "./korean-number.ts";
import type { Fraction } from "mathjs";

/** Digits of one numeral at most. */
const MAX_DIGITS = 60;
const GROUPED = /\d{1,3}(?:,\d{3})+(?:\.\d+)?/y;
const PLAIN = /\d+(?:\.\d+)?|\.\d+/y;

/** Powers of ten that are written behind digits, as in "3 million" and "5만". */
const ENGLISH_SCALES = [
  ["hundred", "100"],
  ["thousand", "1000"],
  ["million", "1000000"],
  ["billion", "1000000000"],
  ["trillion", "1000000000000"],
] as const;

/**
 * A number without sign: "1,234.5", ".5", "3 million", "twenty-five", "3만 5천", "이십오". A numeral that goes on behind
 * its reading, as "1.2.3", "1,23" or "12:30" do, is none.
 */
export const unsignedNumber: Slot<Fraction> = (text, at) => {
  const read =
    readScaledDigits(text.plain, at) ??
    readEnglishNumber(text.plain, at) ??
    readKoreanNumber(text.plain, at);
  return read === null ? [] : [{ value: read.value, end: read.end }];
};

/** As `unsignedNumber`, with a minus sign or "minus", "negative", "마이너스" allowed before it. */
export const signedNumber: Slot<Fraction> = (text, at) => {
  const sign = /(?:-|\+|minus(?= )|negative(?= )|마이너스|음수)\s*/y;
  sign.lastIndex = at;
  const found = sign.exec(text.plain)?.[0] ?? "";
  const isNegative = found !== "" && !found.startsWith("+");
  return unsignedNumber(text, at + found.length).map(({ value, end }) => ({
    value: isNegative ? value.neg() : value,
    end,
  }));
};

/** A whole number from 0 on, as a `number`; larger than `max` it is none. */
export function wholeNumber(max: number): Slot<number> {
  return (text: RequestText, at: number) =>
    unsignedNumber(text, at).flatMap(({ value, end }) =>
      value.d === 1n && value.n <= BigInt(max) ? [{ value: Number(value.n), end }] : [],
    );
}

/** Digits alone, without any word: the numeral at `at`, or null. */
export function readDigits(plain: string, at: number): Reading<Fraction> | null {
  if (/[\d.]/.test(plain.charAt(at - 1))) return null;
  const found = sticky(GROUPED, plain, at) ?? sticky(PLAIN, plain, at);
  if (found === null || found.length > MAX_DIGITS) return null;
  const end = at + found.length;
  const isCut = /^(?:\d|[.,:]\d)/.test(plain.slice(end, end + 2));
  return isCut ? null : { value: fractionOf(found.replaceAll(",", "")), end };
}

function readScaledDigits(plain: string, at: number): Reading<Fraction> | null {
  const digits = readDigits(plain, at);
  if (digits === null) return null;
  const korean = readKoreanNumber(plain, at);
  if (korean !== null && korean.end > digits.end) return korean;
  const place = skipSpaces(plain, digits.end);
  for (const [word, scale] of ENGLISH_SCALES) {
    const end = place + word.length;
    if (plain.startsWith(word, place) && !/[a-z]/.test(plain.charAt(end))) {
      return { value: digits.value.mul(scale), end };
    }
  }
  return digits;
}

function sticky(pattern: RegExp, plain: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(plain)?.[0] ?? null;
}

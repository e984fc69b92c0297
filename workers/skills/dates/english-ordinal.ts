import type { Reading } from "../language/request-reader.ts";
import { readEnglishNumber } from "../numbers/english-number.ts";

const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const DIGITS = /(\d{1,2})(?:st|nd|rd|th)?(?![\da-z:]|[.,]\d)/y;
const WORDS = /(?:(twenty|thirty)[\s-]+)?([a-z]+)(?![a-z])/y;

/** A day of a month in English, 1 to 31: "5", "5th", "fifth", "twenty-first". Null where none stands at `at`. */
export function readEnglishOrdinal(plain: string, at: number): Reading<number> | null {
  DIGITS.lastIndex = at;
  const digits = DIGITS.exec(plain);
  if (digits !== null) return within(Number(digits[1]), at + digits[0].length);
  WORDS.lastIndex = at;
  const words = WORDS.exec(plain);
  const ordinal = words === null ? -1 : ordinalOf(words[1], words[2] ?? "");
  if (words !== null && ordinal > 0) return within(ordinal, at + words[0].length);
  const cardinal = readEnglishNumber(plain, at);
  return cardinal && within(cardinal.value.valueOf(), cardinal.end);
}

function ordinalOf(tens: string | undefined, word: string): number {
  if (word === "thirtieth") return tens === undefined ? 30 : -1;
  const ones = ORDINALS.indexOf(word) + 1;
  if (ones === 0) return -1;
  if (tens === undefined) return ones;
  return ones > 9 ? -1 : (tens === "twenty" ? 20 : 30) + ones;
}

function within(day: number, end: number): Reading<number> | null {
  return day >= 1 && day <= 31 ? { value: day, end } : null;
}

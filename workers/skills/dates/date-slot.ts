import { Temporal } from "temporal-polyfill";
import type { Reading, Slot } from "../language/request-reader.ts";
import { endOfWords, skipSpaces } from "../language/request-text.ts";
import { HOLIDAYS, RELATIVE_DAYS } from "./named-days.ts";
import { readKoreanWeekday, type WeekDay } from "./korean-weekday.ts";
import { readEnglishOrdinal } from "./english-ordinal.ts";

/** A date as it was written: in full, without its year, or by its distance from today. */
export type WrittenDate =
  | { readonly kind: "full"; readonly date: Temporal.PlainDate }
  | {
      readonly kind: "yearless";
      readonly month: number;
      readonly day: number;
      /** Years from this one, where it is said: "next year" is 1. */
      readonly yearsOn?: number;
    }
  | { readonly kind: "relative"; readonly days: number }
  | WeekDay;

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const MONTH_NAME =
  /(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?/y;
const ISO = /(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?(?!\d)/y;
/** Month and day in either order: read only where one order alone makes a date. */
const SLASHED = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/y;
const KOREAN = /(?:(\d{4})\s*년\s*)?(\d{1,2})\s*월\s*(\d{1,2})\s*일/y;
const YEARS_ON = /\s*,?\s*(?:of\s+)?(this|next|last) year(?![a-z'])/y;
const KOREAN_YEARS_ON = /(올해|금년|내년|작년)\s*/y;
const YEARS = new Map([
  ["this", 0],
  ["next", 1],
  ["last", -1],
  ["올해", 0],
  ["금년", 0],
  ["내년", 1],
  ["작년", -1],
]);
const YEAR = /\s*,?\s*(?:of\s+)?(\d{4})(?![\d:])/y;

/** Reads a date in English or Korean. A date that does not exist, and 03/04/2026, are none. */
export const dateSlot: Slot<WrittenDate> = (text, at) => {
  const { plain } = text;
  const read =
    readNumeric(plain, at) ??
    readKorean(plain, at) ??
    readKoreanWeekday(plain, at) ??
    readMonthFirst(plain, at) ??
    readDayFirst(plain, at) ??
    readNamed(plain, at);
  return read === null ? [] : [read];
};

/** Whether this is the month's name, and which: 1 to 12. */
export const monthSlot: Slot<number> = ({ plain }, at) => {
  const name = match(MONTH_NAME, plain, at);
  if (name !== null) return [{ value: monthOf(name[1]), end: at + name[0].length }];
  const korean = match(/(1[0-2]|[1-9])\s*월/y, plain, at);
  return korean === null ? [] : [{ value: Number(korean[1]), end: at + korean[0].length }];
};

function readNumeric(plain: string, at: number): Reading<WrittenDate> | null {
  if (/\d/.test(plain.charAt(at - 1))) return null;
  const iso = match(ISO, plain, at);
  if (iso !== null) return full(iso[1], Number(iso[3]), Number(iso[4]), at + iso[0].length);
  const slashed = match(SLASHED, plain, at);
  if (slashed === null) return null;
  const [first, second] = [Number(slashed[1]), Number(slashed[3])];
  if (first <= 12 && second <= 12 && first !== second) return null;
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return full(slashed[4], month, day, at + slashed[0].length);
}

function readKorean(plain: string, at: number): Reading<WrittenDate> | null {
  const yearsOn = match(KOREAN_YEARS_ON, plain, at);
  const start = at + (yearsOn?.[0].length ?? 0);
  const found = match(KOREAN, plain, start);
  if (found === null || (yearsOn !== null && found[1] !== undefined)) return null;
  const date = full(found[1], Number(found[2]), Number(found[3]), start + found[0].length);
  return date && onYears(date, yearsOn?.[1]);
}

function readMonthFirst(plain: string, at: number): Reading<WrittenDate> | null {
  const name = match(MONTH_NAME, plain, at);
  if (name === null) return null;
  const behindThe = match(/\s*(?:the\s+)?/y, plain, at + name[0].length);
  const day = readEnglishOrdinal(plain, at + name[0].length + (behindThe?.[0].length ?? 0));
  return day && withYear(plain, monthOf(name[1]), day.value, day.end);
}

function readDayFirst(plain: string, at: number): Reading<WrittenDate> | null {
  const start = at + (match(/the\s+/y, plain, at)?.[0].length ?? 0);
  const day = readEnglishOrdinal(plain, start);
  if (day === null) return null;
  const place = day.end + (match(/\s*(?:of\s+)?/y, plain, day.end)?.[0].length ?? 0);
  const name = match(MONTH_NAME, plain, place);
  return name && withYear(plain, monthOf(name[1]), day.value, place + name[0].length);
}

function withYear(
  plain: string,
  month: number,
  day: number,
  end: number,
): Reading<WrittenDate> | null {
  const yearsOn = match(YEARS_ON, plain, end);
  if (yearsOn !== null) {
    const date = full(undefined, month, day, end + yearsOn[0].length);
    return date && onYears(date, yearsOn[1]);
  }
  const year = match(YEAR, plain, end);
  return full(year?.[1], month, day, end + (year?.[0].length ?? 0));
}

function readNamed(plain: string, at: number): Reading<WrittenDate> | null {
  for (const [words, days] of RELATIVE_DAYS) {
    const end = endOfWords(plain, at, words);
    if (end >= 0) return { value: { kind: "relative", days }, end };
  }
  for (const [words, month, day] of HOLIDAYS) {
    const end = endOfWords(plain, skipSpaces(plain, at), words);
    if (end >= 0) return withYear(plain, month, day, end);
  }
  return null;
}

/** The same date with the year that a word names from this one on. */
function onYears(
  { value, end }: Reading<WrittenDate>,
  word: string | undefined,
): Reading<WrittenDate> {
  const yearsOn = YEARS.get(word ?? "");
  return yearsOn === undefined || value.kind !== "yearless"
    ? { value, end }
    : { value: { ...value, yearsOn }, end };
}

/** The date, where the calendar has it. */
function full(
  year: string | undefined,
  month: number,
  day: number,
  end: number,
): Reading<WrittenDate> | null {
  const isReal = month >= 1 && month <= 12 && day >= 1;
  if (year === undefined) {
    // 29 February exists in some years.
    const isInSomeYear = isReal && day <= new Temporal.PlainDate(2024, month, 1).daysInMonth;
    return isInSomeYear ? { value: { kind: "yearless", month, day }, end } : null;
  }
  if (!isReal || day > new Temporal.PlainDate(Number(year), month, 1).daysInMonth) return null;
  return { value: { kind: "full", date: new Temporal.PlainDate(Number(year), month, day) }, end };
}

function monthOf(name: string | undefined): number {
  return MONTHS.findIndex((month) => month.startsWith((name ?? "?").slice(0, 3))) + 1;
}

function match(pattern: RegExp, plain: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(plain);
}

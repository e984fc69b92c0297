import { Temporal } from "temporal-polyfill";
import type { Reading, Slot } from "../language/request-reader.ts";
import { endOfWords, skipSpaces, type RequestText } from "../language/request-text.ts";
import { wholeNumber } from "../numbers/number-slot.ts";

type PeriodUnit = "days" | "weeks" | "months" | "years";

/** 3,000 years and more are no everyday question, and calendars end. */
const MAX_COUNT = 1_000_000;
const UNITS: readonly (readonly [name: string, unit: PeriodUnit])[] = [
  ["days", "days"],
  ["day", "days"],
  ["weeks", "weeks"],
  ["week", "weeks"],
  ["months", "months"],
  ["month", "months"],
  ["years", "years"],
  ["year", "years"],
  ["일", "days"],
  ["주일", "weeks"],
  ["주", "weeks"],
  ["개월", "months"],
  ["달", "months"],
  ["년", "years"],
];
const NAMED: readonly (readonly [words: string, count: number, unit: PeriodUnit])[] = [
  ["a day", 1, "days"],
  ["a week", 1, "weeks"],
  ["a month", 1, "months"],
  ["a year", 1, "years"],
  ["a fortnight", 2, "weeks"],
  ["일주일", 1, "weeks"],
  ["하루", 1, "days"],
  ["이틀", 2, "days"],
  ["사흘", 3, "days"],
  ["나흘", 4, "days"],
  ["열흘", 10, "days"],
  ["보름", 15, "days"],
  ["석 달", 3, "months"],
  ["넉 달", 4, "months"],
];
const count = wholeNumber(MAX_COUNT);

/** A number of days, weeks, months or years, or two of them: "2 weeks and 3 days", "1년 6개월". */
export const periodSlot: Slot<Temporal.Duration> = (text, at) =>
  single(text, at).flatMap((first) => [first, ...withSecond(text, first)]);

function single(text: RequestText, at: number): readonly Reading<Temporal.Duration>[] {
  for (const [words, value, unit] of NAMED) {
    const end = endOfWords(text.plain, at, words);
    if (end >= 0) return [{ value: Temporal.Duration.from({ [unit]: value }), end }];
  }
  return count(text, at).flatMap(({ value, end }) => {
    const place = skipSpaces(text.plain, end);
    const found = UNITS.find(([name]) => endOfWords(text.plain, place, name) >= 0);
    if (found === undefined) return [];
    const [name, unit] = found;
    return [{ value: Temporal.Duration.from({ [unit]: value }), end: place + name.length }];
  });
}

function withSecond(
  text: RequestText,
  { value: first, end }: Reading<Temporal.Duration>,
): readonly Reading<Temporal.Duration>[] {
  const joint = /\s*(?:,|and)?\s*/y;
  joint.lastIndex = end;
  joint.test(text.plain);
  return single(text, joint.lastIndex)
    .filter(({ value }) => rankOf(value) < rankOf(first))
    .map((second) => ({ value: sumOf(first, second.value), end: second.end }));
}

function rankOf({ years, months, weeks }: Temporal.Duration): number {
  return years > 0 ? 3 : months > 0 ? 2 : weeks > 0 ? 1 : 0;
}

/** Field by field: adding durations with months needs a date. */
function sumOf(a: Temporal.Duration, b: Temporal.Duration): Temporal.Duration {
  return Temporal.Duration.from({
    years: a.years + b.years,
    months: a.months + b.months,
    weeks: a.weeks + b.weeks,
    days: a.days + b.days,
  });
}

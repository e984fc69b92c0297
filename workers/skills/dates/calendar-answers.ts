import { Temporal } from "temporal-polyfill";
import type { Language } from "../language/request-text.ts";
import type { Context, Exact } from "../language/rule.ts";
import type { WrittenDate } from "./date-slot.ts";
import { monthName, resolveDate, todayAt, weekdayOf, writeDate } from "./resolve-date.ts";

interface One {
  readonly date: WrittenDate;
}
interface Year {
  readonly year: number | "this";
}

/** Today's date where the person is. */
export function today(_: object, { now, language }: Context): Exact {
  return {
    text: writeDate(todayAt(now), language),
    explanation: {
      en: `Today in ${now.timeZone}, by this device's clock`,
      ko: `${now.timeZone} 기준 오늘, 이 기기의 시계`,
    }[language],
  };
}

/** "What day is tomorrow": the whole date. Of a date that is given the date is not asked. */
export function relativeOnly({ date }: One, { now, language }: Context): Exact | "unfit" {
  if (date.kind !== "relative" && date.kind !== "weekday") return "unfit";
  const from = todayAt(now);
  const day = resolveDate(date, from, "this year");
  if (day === null) return "unfit";
  const text = writeDate(day, language);
  const counted = {
    en: `Counted from today, ${writeDate(from, "en")}`,
    ko: `오늘(${writeDate(from, "ko")})부터 셈`,
  };
  return { text, explanation: counted[language] };
}

/** The weekday of a date; of tomorrow the whole date. */
export function weekday({ date }: One, { now, language }: Context): Exact | null | "unfit" {
  if (date.kind === "relative") return relativeOnly({ date }, { now, language });
  const day = resolveDate(date, todayAt(now), "this year");
  return day && { text: weekdayOf(day, language), explanation: writeDate(day, language) };
}

function yearOf(written: number | "this", now: Context["now"]): number {
  return written === "this" ? todayAt(now).year : written;
}

/** Whether a year has 366 days. */
export function leapYear({ year: written }: Year, { now, language }: Context): Exact {
  const number = yearOf(written, now);
  const { inLeapYear } = new Temporal.PlainDate(number, 1, 1);
  const [year, days] = [String(number), inLeapYear ? "366" : "365"];
  return {
    text: {
      en: inLeapYear ? `Yes, ${year} is a leap year.` : `No, ${year} is not a leap year.`,
      ko: inLeapYear ? `네, ${year}년은 윤년입니다.` : `아니요, ${year}년은 윤년이 아닙니다.`,
    }[language],
    explanation: { en: `${year} has ${days} days`, ko: `${year}년은 ${days}일입니다` }[language],
  };
}

/** How many days a year has. */
export function daysInYear({ year: written }: Year, { now, language }: Context): Exact {
  const number = yearOf(written, now);
  const { daysInYear: days } = new Temporal.PlainDate(number, 1, 1);
  return {
    text: countOf(days, language),
    explanation: { en: `In the year ${String(number)}`, ko: `${String(number)}년` }[language],
  };
}

/** February has a length only in a year. */
export function daysInMonth(
  { month, year: written }: { readonly month?: number; readonly year?: number | "this" },
  { now, language }: Context,
): Exact | null {
  if (month === 2 && written === undefined) return null;
  const first = todayAt(now);
  const date = new Temporal.PlainDate(yearOf(written ?? "this", now), month ?? first.month, 1);
  return {
    text: countOf(date.daysInMonth, language),
    explanation: {
      en: `In ${monthName(date.month)} ${String(date.year)}`,
      ko: `${String(date.year)}년 ${String(date.month)}월`,
    }[language],
  };
}

function countOf(days: number, language: Language): string {
  return { en: `${String(days)} days`, ko: `${String(days)}일` }[language];
}

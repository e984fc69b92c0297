import { Temporal } from "temporal-polyfill";
import type { Slot } from "../language/phrase.ts";
import type { Language } from "../language/request-text.ts";
import { english, korean, type Build, type Exact, type Rule } from "../language/rule.ts";
import { dateSlot, monthSlot, type WrittenDate } from "./date-slot.ts";
import { monthName, resolveDate, todayAt, weekdayOf, writeDate } from "./resolve-date.ts";

interface One {
  readonly date: WrittenDate;
}
interface Year {
  readonly year: number | "this";
}

const one = { date: dateSlot };
const yearSlots: { readonly year: Slot<number | "this"> } = {
  year: ({ plain }, at) => {
    const named = /(\d{4})(?![\d-])\s*년?|this year|올해/y;
    named.lastIndex = at;
    const found = named.exec(plain);
    if (found === null) return [];
    return [{ value: found[1] === undefined ? "this" : Number(found[1]), end: named.lastIndex }];
  },
};

const DAY = "(day|day of the week|weekday|day of week)";
const IS = "(is|was|will be|is it|was it|will it be|does|did|falls|it is|it was|it will be|will)";
const ON = "[on|fall on|be|be on|falls on]";

const TODAY_RULES: readonly Rule[] = [
  english("[what] [day|date|the date|the day] [is] today", {}, today),
  english(
    "[what] (date|day|day of the week|weekday) (is it|it is|is) [today|now|right now|currently]",
    {},
    today,
  ),
  english(
    "(date|current date|today's date|todays date|date today|day today|day of the week today)",
    {},
    today,
  ),
  english("today's (date|day) [today]", {}, today),
  english("what (day|date) (today|today is)", {}, today),
  english("today is what (day|date|day of the week)", {}, today),
  english("[the] (date|current date|day) (is|it is) [today|right now|currently|now]", {}, today),
  english(
    "(date|day|weekday) [is|is it|will it be|will be|was|was it|of|for] {date}",
    one,
    relativeOnly,
  ),
  english("[what] (date|day) [will|is|was] [it|be] [be] {date}", one, relativeOnly),
  english("{date} [what] [is|will] [the] (date|day) [be]", one, relativeOnly),
  english("{date} 's (date|day)", one, relativeOnly),
  korean("오늘 [은|이|의] [날짜|몇 월 며칠|며칠|몇 일|무슨 요일|요일] [은|는|이|가]", {}, today),
  korean("{date} [은|는|이|가|의] (날짜|며칠|몇 일|몇 월 며칠)", one, relativeOnly),
];

const WEEKDAY_RULES: readonly Rule[] = [
  english(`[what|which] ${DAY} [of the week] ${IS} {date} ${ON}`, one, weekday),
  english(
    `[what|which] ${DAY} [of the week] [is] {date} (fall|falls|land|is|was|will be|fall on|falls on|on)`,
    one,
    weekday,
  ),
  english(`[what|which] ${DAY} [of the week] (for|of|on) {date}`, one, weekday),
  english(`{date} (is|was|falls on|fell on|will be|is on) [a] (what|which) ${DAY}`, one, weekday),
  english(`on (what|which) ${DAY} ${IS} {date} ${ON}`, one, weekday),
  english("day on {date}", one, weekday),
  korean("{date} [은|는|이|가|의] (무슨 요일|요일|어떤 요일|무슨요일)", one, weekday),
];

const YEAR_RULES: readonly Rule[] = [
  english(
    "(is|was|will) [the year] {year} (a leap year|leap year|be a leap year)",
    yearSlots,
    leapYear,
  ),
  english(
    "[how many] [number of] days (are|are there|were there|were|is|there are) (in|are in) [the year] {year}",
    yearSlots,
    daysInYear,
  ),
  english(
    "[how many] days [are|are there|were there|were|does|there are] in {month} [of] {year}",
    { month: monthSlot, ...yearSlots },
    daysInMonth,
  ),
  english(
    "[how many] days (are|are there|does|there are) [in] {month} [have]",
    { month: monthSlot },
    daysInMonth,
  ),
  english("[how many] days (are|are there) in this month", {}, daysInMonth),
  korean("{year} [은|는|이|가] 윤년", yearSlots, leapYear),
  korean("{year} [은|는|이|가|에는] [총] [며칠|몇 일]", yearSlots, daysInYear),
  korean(
    "{year} {month} [은|는|이|가|에는] [총] (며칠까지|며칠|몇 일|몇 일까지) [있]",
    { month: monthSlot, ...yearSlots },
    daysInMonth,
  ),
];

/** Today's date, weekdays, leap years and lengths of months and years. */
export const calendarRules: readonly Rule[] = [...TODAY_RULES, ...WEEKDAY_RULES, ...YEAR_RULES];

function today(_: object, { now, language }: Parameters<Build<object>>[1]): Exact {
  return {
    text: writeDate(todayAt(now), language),
    explanation: {
      en: `Today in ${now.timeZone}, by this device's clock`,
      ko: `${now.timeZone} 기준 오늘, 이 기기의 시계`,
    }[language],
  };
}

/** "What day is tomorrow": the whole date. Of a date that is given the date is not asked. */
function relativeOnly(
  { date }: One,
  { now, language }: Parameters<Build<object>>[1],
): Exact | "unfit" {
  if (date.kind !== "relative") return "unfit";
  const from = todayAt(now);
  const text = writeDate(from.add({ days: date.days }), language);
  const counted = {
    en: `Counted from today, ${writeDate(from, "en")}`,
    ko: `오늘(${writeDate(from, "ko")})부터 셈`,
  };
  return { text, explanation: counted[language] };
}

function weekday(
  { date }: One,
  { now, language }: Parameters<Build<object>>[1],
): Exact | null | "unfit" {
  if (date.kind === "relative") return relativeOnly({ date }, { now, language });
  const day = resolveDate(date, todayAt(now), "this year");
  return day && { text: weekdayOf(day, language), explanation: writeDate(day, language) };
}

function yearOf(written: number | "this", now: Parameters<Build<object>>[1]["now"]): number {
  return written === "this" ? todayAt(now).year : written;
}

function leapYear({ year: written }: Year, { now, language }: Parameters<Build<object>>[1]): Exact {
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

function daysInYear(
  { year: written }: Year,
  { now, language }: Parameters<Build<object>>[1],
): Exact {
  const number = yearOf(written, now);
  const { daysInYear: days } = new Temporal.PlainDate(number, 1, 1);
  return {
    text: countOf(days, language),
    explanation: { en: `In the year ${String(number)}`, ko: `${String(number)}년` }[language],
  };
}

/** February has a length only in a year. */
function daysInMonth(
  { month, year: written }: { readonly month?: number; readonly year?: number | "this" },
  { now, language }: Parameters<Build<object>>[1],
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

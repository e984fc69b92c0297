import type { Slot } from "../language/request-reader.ts";
import { english, korean, type Rule } from "../language/rule.ts";
import {
  daysInMonth,
  daysInYear,
  leapYear,
  relativeOnly,
  today,
  weekday,
} from "./calendar-answers.ts";
import { dateSlot, monthSlot } from "./date-slot.ts";

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
const IS =
  "(is|was|will be|is it|was it|will it be|does|did|falls|it is|it was|it will be|will|is it on|was it on|will it be on|is on|will be on)";
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

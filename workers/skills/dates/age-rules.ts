import type { Temporal } from "temporal-polyfill";
import { english, korean, type Context, type Exact, type Rule } from "../language/rule.ts";
import { dateSlot, type WrittenDate } from "./date-slot.ts";
import { todayAt, writeDate } from "./resolve-date.ts";

interface Born {
  readonly date: WrittenDate;
}

const born = { date: dateSlot };
const MAX_AGE = 150;

/** How old somebody is who was born on a date, and the number of this week. */
export const ageRules: readonly Rule[] = [
  english(
    "how old (is|are|am) (someone|somebody|a person|i|you|one) [who was|if i was] born on {date}",
    born,
    age,
  ),
  english("[the] age of (someone|somebody|a person) born on {date}", born, age),
  korean(
    "{date} (생|생인 사람|에 태어난 사람|에 태어났으면|에 태어나면) [은|의|이] (만 나이|나이|만 몇 살|몇 살)",
    born,
    age,
  ),
  english("what [iso] week number is it [now|today|this week]", {}, week),
  english("[the] [current] [iso] week number [of|for|is it] [today|this week|now]", {}, week),
  english("what [iso] week [of the year] (is it|is this)", {}, week),
  korean(
    "(오늘은|이번 주는|지금은|오늘|이번 주|지금) [올해|일 년 중|1년 중] (몇 주차|몇 번째 주|몇째 주)",
    {},
    week,
  ),
];

/** In whole years; on 29 February people turn a year older on 1 March of common years. */
function age({ date }: Born, { now, language }: Context): Exact | null {
  if (date.kind !== "full") return null;
  const today = todayAt(now);
  const years = wholeYears(date.date, today);
  if (years < 0 || years > MAX_AGE) return null;
  const [from, to] = [writeDate(date.date, language), writeDate(today, language)];
  return {
    text: { en: String(years), ko: `만 ${String(years)}세` }[language],
    explanation: { en: `Whole years from ${from} to ${to}`, ko: `${from}부터 ${to}까지 만 나이` }[
      language
    ],
  };
}

function wholeYears(birth: Temporal.PlainDate, today: Temporal.PlainDate): number {
  const isBefore =
    today.month < birth.month || (today.month === birth.month && today.day < birth.day);
  return today.year - birth.year - (isBefore ? 1 : 0);
}

function week(_: object, { now, language }: Context): Exact | null {
  const { weekOfYear, yearOfWeek } = todayAt(now);
  if (weekOfYear === undefined || yearOfWeek === undefined) return null;
  const year = String(yearOfWeek);
  return {
    text: { en: `Week ${String(weekOfYear)}`, ko: `${String(weekOfYear)}주차` }[language],
    explanation: {
      en: `ISO 8601 week of ${year}, Monday first`,
      ko: `${year}년의 ISO 8601 주, 월요일부터`,
    }[language],
  };
}

import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/request-text.ts";
import { english, korean, type Build, type Exact, type Rule } from "../language/rule.ts";
import { dateSlot, type WrittenDate } from "./date-slot.ts";
import { periodSlot } from "./period-slot.ts";
import { resolveDate, todayAt, writeDate } from "./resolve-date.ts";

interface Shift {
  readonly period: Temporal.Duration;
  readonly date?: WrittenDate;
}

const slots = { period: periodSlot, date: dateSlot };
const only = { period: periodSlot };
const WHAT =
  "[what|which] [the] (date|day|day of the week|weekday) [is it|is|was it|was|will it be|will be|it will be|it was|falls]";
const KO_WHAT = "[은|는|이|가] [며칠|몇 월 며칠|날짜|무슨 요일|무슨 날짜|무슨 날]";
const AFTER = "(후|뒤|이후|다음|지나면)";
const BEFORE = "전";

/** Dates some time before or after another. */
export const shiftRules: readonly Rule[] = [
  english(`${WHAT} [on|in] {period} (after|from|past|since) {date}`, slots, moved(1)),
  english(`{period} (after|from|past) {date}`, slots, moved(1)),
  english(`${WHAT} {period} (before|prior to) {date}`, slots, moved(-1)),
  english(`{period} (before|prior to) {date}`, slots, moved(-1)),
  english("{date} (plus|+) {period}", slots, moved(1)),
  english("add {period} to {date}", slots, moved(1)),
  english("{date} (minus|-) {period}", slots, moved(-1)),
  english("subtract {period} from {date}", slots, moved(-1)),
  korean("{date} 에 {period} [을|를] (더하면|더한 날짜|더한 날)", slots, moved(1)),
  korean("{date} 에서 {period} [을|를] (빼면|뺀 날짜|뺀 날)", slots, moved(-1)),
  english(`${WHAT} [in] {period} [from now|from today]`, only, moved(1)),
  english(`${WHAT} [it] [will] [be] [in] {period} [from now|from today]`, only, moved(1)),
  english(`in {period} ${WHAT}`, only, moved(1)),
  english(`(what|when) (will it be|is it) in {period}`, only, moved(1)),
  english(`${WHAT} {period} (ago|before today)`, only, moved(-1)),
  english("{period} ago", only, dateOnly(-1)),
  english("{period} from (now|today)", only, dateOnly(1)),
  korean(
    `{date} (부터|에서|로부터|의|기준|기준으로) {period} ${AFTER} [의] ${KO_WHAT}`,
    slots,
    moved(1),
  ),
  korean(
    `{date} [부터|에서|로부터|기준|기준으로] {period} ${AFTER} [의] ${KO_WHAT}`,
    slots,
    moved(1),
  ),
  korean(
    `{date} [부터|에서|로부터|의|기준|기준으로] {period} ${BEFORE} [의] ${KO_WHAT}`,
    slots,
    moved(-1),
  ),
  korean(
    `[지금부터|오늘부터] {period} ${AFTER} [의] [은|는|이|가] (며칠|몇 월 며칠|날짜|무슨 요일|무슨 날짜|무슨 날)`,
    only,
    moved(1),
  ),
  korean(
    `{period} ${BEFORE} [의] [은|는|이|가] (며칠|몇 월 며칠|날짜|무슨 요일|무슨 날짜|무슨 날)`,
    only,
    moved(-1),
  ),
];

/** Without a date it counts from today. A day that the month does not have becomes its last one, and that is said. */
function moved(direction: 1 | -1): Build<Shift> {
  return ({ period, date: written }, { now, language }) => {
    const today = todayAt(now);
    const from = written === undefined ? today : resolveDate(written, today, "this year");
    return from && shifted(from, period, direction, language);
  };
}

function dateOnly(direction: 1 | -1): Build<Shift> {
  return ({ period }, { now, language }) => shifted(todayAt(now), period, direction, language);
}

function shifted(
  from: Temporal.PlainDate,
  period: Temporal.Duration,
  direction: 1 | -1,
  language: Language,
): Exact | null {
  const isAfter = direction === 1;
  const to = added(from, isAfter ? period : period.negated());
  if (to === null || to.year < 1 || to.year > 9999) return null;
  const counted = {
    en: `${writePeriod(period, "en")} ${isAfter ? "after" : "before"} ${writeDate(from, "en")}`,
    ko: `${writeDate(from, "ko")}에서 ${writePeriod(period, "ko")} ${isAfter ? "후" : "전"}`,
  };
  const clipped = isClipped(from, to, period) ? CLIPPED[language] : "";
  return { text: writeDate(to, language), explanation: `${counted[language]}${clipped}` };
}

const CLIPPED: Readonly<Record<Language, string>> = {
  en: "; that month has no such day, so it is its last",
  ko: "; 그 달에는 같은 날이 없어 마지막 날입니다",
};

/** Whether months and years alone were added, and led to another day of the month. */
function isClipped(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  { days, weeks }: Temporal.Duration,
): boolean {
  return days === 0 && weeks === 0 && to.day !== from.day;
}

function added(from: Temporal.PlainDate, period: Temporal.Duration): Temporal.PlainDate | null {
  try {
    return from.add(period);
  } catch {
    // Beyond the calendar's range.
    return null;
  }
}

function writePeriod(period: Temporal.Duration, language: Language): string {
  const fields = [
    [period.years, "year", "년"],
    [period.months, "month", "개월"],
    [period.weeks, "week", "주"],
    [period.days, "day", "일"],
  ] as const;
  return fields
    .filter(([count]) => count > 0)
    .map(([count, en, ko]) =>
      language === "ko"
        ? `${String(count)}${ko}`
        : `${String(count)} ${en}${count === 1 ? "" : "s"}`,
    )
    .join(" ");
}

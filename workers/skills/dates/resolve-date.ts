import { Temporal } from "temporal-polyfill";
import type { SkillNow } from "../../skills.contract.ts";
import type { Language } from "../language/request-text.ts";
import type { WrittenDate } from "./date-slot.ts";

/** The day it is where the person is. */
export function todayAt(now: SkillNow): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.nowMs)
    .toZonedDateTimeISO(now.timeZone)
    .toPlainDate();
}

/** For a date without its year: the coming one, the one before today, or the only one that it can be. */
export type Direction = "coming" | "past" | "this year";

/**
 * The date that is meant, or null where it is not certain. "this year" is certain only from today on: a day that is over may
 * be meant of next year.
 */
export function resolveDate(
  written: WrittenDate,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | null {
  switch (written.kind) {
    case "full":
      return written.date;
    case "relative":
      return today.add({ days: written.days });
    case "weekday":
      return today.add({ days: 7 * written.weeks + written.dayOfWeek - today.dayOfWeek });
    case "yearless": {
      if (written.yearsOn !== undefined) return inYear(written, today.year + written.yearsOn);
      const thisYear = inYear(written, today.year);
      if (thisYear === null) return null;
      const order = Temporal.PlainDate.compare(thisYear, today);
      if (direction === "past") return order <= 0 ? thisYear : inYear(written, today.year - 1);
      if (order >= 0) return thisYear;
      return direction === "coming" ? inYear(written, today.year + 1) : null;
    }
  }
}

/** The day of this month in a year, or null where that year has no 29 February. */
export function inYear(
  { month, day }: { readonly month: number; readonly day: number },
  year: number,
): Temporal.PlainDate | null {
  const isReal = day <= new Temporal.PlainDate(year, month, 1).daysInMonth;
  return isReal ? new Temporal.PlainDate(year, month, day) : null;
}

/** "Friday, 25 December 2026" or "2026년 12월 25일 금요일". */
export function writeDate(date: Temporal.PlainDate, language: Language): string {
  const { year, month, day } = date;
  if (language === "ko")
    return `${String(year)}년 ${String(month)}월 ${String(day)}일 ${weekdayOf(date, "ko")}`;
  return `${weekdayOf(date, "en")}, ${String(day)} ${monthName(month)} ${String(year)}`;
}

/** "Friday" or "금요일". */
export function weekdayOf(date: Temporal.PlainDate, language: Language): string {
  return WEEKDAYS[language][date.dayOfWeek - 1] ?? "";
}

/** "December". */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
  ko: "월요일 화요일 수요일 목요일 금요일 토요일 일요일".split(" "),
};
const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

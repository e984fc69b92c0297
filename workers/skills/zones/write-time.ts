import type { Temporal } from "temporal-polyfill";
import { weekdayOf, writeDate } from "../dates/resolve-date.ts";
import type { Language } from "../language/request-text.ts";

/** "3:05 PM" or "오후 3시 5분". */
export function writeClock(
  { hour, minute }: { readonly hour: number; readonly minute: number },
  language: Language,
): string {
  const twelve = String(hour % 12 === 0 ? 12 : hour % 12);
  if (language === "ko") {
    const minutes = minute === 0 ? "" : ` ${String(minute)}분`;
    return `${hour < 12 ? "오전" : "오후"} ${twelve}시${minutes}`;
  }
  return `${twelve}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}

/** Time and day: "3:05 PM, Tuesday, 24 November 2026". */
export function writeMoment(at: Temporal.ZonedDateTime, language: Language): string {
  const clock = writeClock(at, language);
  const date = writeDate(at.toPlainDate(), language);
  return language === "ko" ? `${date} ${clock}` : `${clock}, ${date}`;
}

/** Time and weekday: "3:05 PM (Wednesday)". */
export function writeClockAndDay(at: Temporal.ZonedDateTime, language: Language): string {
  return `${writeClock(at, language)} (${weekdayOf(at.toPlainDate(), language)})`;
}

/** "Asia/Tokyo, UTC+9". */
export function writeZone(at: Temporal.ZonedDateTime): string {
  return `${at.timeZoneId}, ${writeOffset(at.offsetNanoseconds)}`;
}

/** "UTC+5:30". */
export function writeOffset(nanoseconds: number): string {
  const minutes = Math.round(Math.abs(nanoseconds) / 6e10);
  const rest = minutes % 60;
  const sign = nanoseconds < 0 ? "−" : "+";
  const clock = rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`;
  return `UTC${sign}${String(Math.floor(minutes / 60))}${clock}`;
}

import { Temporal } from "temporal-polyfill";
import type { Reading, Slot } from "../language/request-reader.ts";
import { readEnglishNumber } from "../numbers/english-number.ts";

const DIGITAL = /(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.?|p\.m\.?)(?![a-z])/y;
const FULL_DAY = /([01]\d|2[0-3]|1[3-9]):([0-5]\d)(?![\d:])(?!\s*[ap]\.?m)/y;
const SPOKEN =
  /\s+(?:(fifteen|thirty|forty[- ]five)\s+)?(am|pm|a\.m\.?|p\.m\.?|in the morning)(?![a-z])/y;
const KOREAN = /(오전|오후|새벽|아침|저녁|밤)?\s*(\d{1,2})\s*시(?:\s*(\d{1,2})\s*분|\s*(반))?/y;
const NAMED = [
  ["noon", 12],
  ["midday", 12],
  ["midnight", 0],
  ["정오", 12],
  ["자정", 0],
] as const;

/** Reads a time of day that is certain about morning and evening: "3pm", "15:30", "noon", "오후 3시 반"; "3:00" is not. */
export const clockSlot: Slot<Temporal.PlainTime> = ({ plain }, at) => {
  const read =
    readTwelveHours(plain, at) ??
    readFullDay(plain, at) ??
    readSpoken(plain, at) ??
    readKorean(plain, at) ??
    readNamed(plain, at);
  return read === null ? [] : [read];
};

function readTwelveHours(plain: string, at: number): Reading<Temporal.PlainTime> | null {
  if (/\d/.test(plain.charAt(at - 1))) return null;
  DIGITAL.lastIndex = at;
  const found = DIGITAL.exec(plain);
  if (found === null) return null;
  const isAfternoon = found[3]?.startsWith("p") === true;
  return ofTwelve(Number(found[1]), Number(found[2] ?? 0), isAfternoon, at + found[0].length);
}

function readFullDay(plain: string, at: number): Reading<Temporal.PlainTime> | null {
  if (/\d/.test(plain.charAt(at - 1))) return null;
  FULL_DAY.lastIndex = at;
  const found = FULL_DAY.exec(plain);
  return found && timeAt(Number(found[1]), Number(found[2]), at + found[0].length);
}

function readSpoken(plain: string, at: number): Reading<Temporal.PlainTime> | null {
  const hour = readEnglishNumber(plain, at);
  if (hour === null) return null;
  SPOKEN.lastIndex = hour.end;
  const found = SPOKEN.exec(plain);
  if (found === null) return null;
  const minutes = { fifteen: 15, thirty: 30, forty: 45 }[found[1]?.split(/[- ]/)[0] ?? ""] ?? 0;
  const isAfternoon = found[2]?.startsWith("p") === true;
  return ofTwelve(hour.value.valueOf(), minutes, isAfternoon, SPOKEN.lastIndex);
}

function readKorean(plain: string, at: number): Reading<Temporal.PlainTime> | null {
  KOREAN.lastIndex = at;
  const found = KOREAN.exec(plain);
  if (found === null) return null;
  const [all, partOfDay, hour, minutes, half] = found;
  const minute = half === undefined ? Number(minutes ?? 0) : 30;
  return ofKoreanDay(partOfDay ?? "", Number(hour), minute, at + all.length);
}

/** "3시" alone is morning or afternoon; "15시" is not. 밤 12시 is said for midnight, and 낮 for noon: only clear ones are read. */
function ofKoreanDay(
  partOfDay: string,
  hour: number,
  minute: number,
  end: number,
): Reading<Temporal.PlainTime> | null {
  if (partOfDay === "오전" || partOfDay === "오후") {
    return ofTwelve(hour, minute, partOfDay === "오후", end);
  }
  const [first, last, added] = HOURS[partOfDay] ?? [13, 23, 0];
  return hour >= first && hour <= last ? timeAt(hour + added, minute, end) : null;
}

/** The hours that a part of the day is said with, and what makes them hours of 24. */
const HOURS: Readonly<Record<string, readonly [first: number, last: number, added: number]>> = {
  새벽: [1, 10, 0],
  아침: [1, 10, 0],
  저녁: [6, 11, 12],
  밤: [6, 11, 12],
};

function readNamed(plain: string, at: number): Reading<Temporal.PlainTime> | null {
  const found = NAMED.find(([name]) => plain.startsWith(name, at));
  return found === undefined ? null : timeAt(found[1], 0, at + found[0].length);
}

function ofTwelve(
  hour: number,
  minute: number,
  isAfternoon: boolean,
  end: number,
): Reading<Temporal.PlainTime> | null {
  if (hour < 1 || hour > 12) return null;
  return timeAt((hour % 12) + (isAfternoon ? 12 : 0), minute, end);
}

function timeAt(hour: number, minute: number, end: number): Reading<Temporal.PlainTime> | null {
  return minute < 60 ? { value: new Temporal.PlainTime(hour, minute), end } : null;
}

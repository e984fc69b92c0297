import type { Reading } from "../language/request-reader.ts";

const WEEKS = new Map([
  ["지난주", -1],
  ["이번주", 0],
  ["다음주", 1],
  ["다다음주", 2],
]);
const DAY = /(지난\s?주|이번\s?주|다음\s?주|다다음\s?주)\s*([월화수목금토])요일/y;

/** A weekday of a week that is named from this one, as in "다음 주 금요일". */
export interface WeekDay {
  readonly kind: "weekday";
  readonly weeks: number;
  /** 1 is Monday, 6 Saturday. */
  readonly dayOfWeek: number;
}

/** Reads a weekday of a Korean week from `at`. Sunday is none, since a week begins with it for some. */
export function readKoreanWeekday(plain: string, at: number): Reading<WeekDay> | null {
  DAY.lastIndex = at;
  const found = DAY.exec(plain);
  if (found?.[1] === undefined || found[2] === undefined) return null;
  const weeks = WEEKS.get(found[1].replaceAll(/\s/g, "")) ?? 0;
  const dayOfWeek = "월화수목금토".indexOf(found[2]) + 1;
  return { value: { kind: "weekday", weeks, dayOfWeek }, end: DAY.lastIndex };
}

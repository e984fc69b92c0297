const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the Gregorian calendar has this day; month and day count from 1. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  return day >= 1 && day <= days;
}

/** Whether two digits each of year, month and day name a day of the 20th or the 21st century. */
export function isShortDate(yymmdd: string): boolean {
  const [year, month, day] = [0, 2, 4].map((start) => Number(yymmdd.slice(start, start + 2)));
  if (year === undefined || month === undefined || day === undefined) return false;
  return isCalendarDate(1900 + year, month, day) || isCalendarDate(2000 + year, month, day);
}

import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/request-text.ts";
import { english, korean, type Build, type Exact, type Rule } from "../language/rule.ts";
import { dateSlot, type WrittenDate } from "./date-slot.ts";
import { resolveDate, todayAt, writeDate, type Direction } from "./resolve-date.ts";

interface Pair {
  readonly from: WrittenDate;
  readonly to: WrittenDate;
}
interface One {
  readonly date: WrittenDate;
}
type Unit = "days" | "weeks";

const pair = { from: dateSlot, to: dateSlot };
const one = { date: dateSlot };
const ARE =
  "[are there|are|is|were|there are|passed|have passed|lie|left|remain|remaining|do we have]";

/** Days and weeks between two dates, until one and since one. */
export const distanceRules: readonly Rule[] = (["days", "weeks"] as const).flatMap((unit) => {
  const name = unit === "days" ? "(days|number of days|the number of days)" : "weeks";
  const ko = unit === "days" ? "(며칠|몇 일|일수|날짜 차이|날수)" : "몇 주";
  return [
    english(
      `[how many] ${name} ${ARE} (between|from) {from} (and|to|until|till|through) {to}`,
      pair,
      between(unit),
    ),
    english(
      `[how many] ${name} ${ARE} [it is] (until|till|to|before) {date}`,
      one,
      fromToday(unit, "coming"),
    ),
    english(`[how many] ${name} ${ARE} since {date}`, one, fromToday(unit, "past")),
    english(
      `[how many] ${name} (ago|has it been since|have passed since) [was] {date}`,
      one,
      fromToday(unit, "past"),
    ),
    korean(
      `{from} (부터|에서) {to} (까지|까지는) [은|는] [총|모두|전부] ${ko} [차이]`,
      pair,
      between(unit),
    ),
    korean(
      `{from} (와|과|하고|이랑|랑) {to} (사이|사이는|사이의|사이에|간|의 차이|차이) [은|는] [총] [날짜|기간] [은|는] ${ko} [차이]`,
      pair,
      between(unit),
    ),
    korean(`{from} (와|과|하고|이랑|랑) {to} [은|는] ${ko} (차이|차)`, pair, between(unit)),
    korean(`{date} 까지 [는] [앞으로] ${ko} [남았|남아|남은|남]`, one, fromToday(unit, "coming")),
    korean(
      `{date} (부터|에서) (오늘까지|지금까지) [는] ${ko} [지났|지나]`,
      one,
      fromToday(unit, "past"),
    ),
  ];
});

function between(unit: Unit): Build<Pair> {
  return ({ from, to }, { now, language }) => {
    const today = todayAt(now);
    const first = resolveDate(from, today, "this year");
    const second = resolveDate(to, today, "this year");
    // A date without a year beside one that has a year could be of that year.
    const isMixed =
      (from.kind === "yearless") !== (to.kind === "yearless") &&
      from.kind !== "relative" &&
      to.kind !== "relative";
    if (first === null || second === null || isMixed) return null;
    return distance(first, second, unit, language);
  };
}

function fromToday(unit: Unit, direction: Direction): Build<One> {
  return ({ date }, { now, language }) => {
    const today = todayAt(now);
    const other = resolveDate(date, today, direction);
    if (other === null) return null;
    const days = today.until(other, { largestUnit: "days" }).days;
    // "Until" a day that is over, and "since" one that is not.
    if (direction === "coming" ? days < 0 : days > 0) return null;
    return distance(today, other, unit, language);
  };
}

/** The first day is not counted. */
function distance(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  unit: Unit,
  language: Language,
): Exact {
  const days = Math.abs(from.until(to, { largestUnit: "days" }).days);
  const [earlier, later] = from.until(to).sign < 0 ? [to, from] : [from, to];
  const [first, last] = [writeDate(earlier, language), writeDate(later, language)];
  return {
    text: unit === "days" ? writeDays(days, language) : writeWeeks(days, language),
    explanation: {
      en: `From ${first} to ${last}, the first day not counted`,
      ko: `${first}부터 ${last}까지, 첫날은 세지 않음`,
    }[language],
  };
}

function writeDays(days: number, language: Language): string {
  return language === "ko" ? `${String(days)}일` : `${String(days)} day${days === 1 ? "" : "s"}`;
}

function writeWeeks(days: number, language: Language): string {
  const [weeks, rest] = [Math.floor(days / 7), days % 7];
  const whole =
    language === "ko" ? `${String(weeks)}주` : `${String(weeks)} week${weeks === 1 ? "" : "s"}`;
  if (rest === 0) return whole;
  return { en: `${whole} and ${writeDays(rest, "en")}`, ko: `${whole} ${writeDays(rest, "ko")}` }[
    language
  ];
}

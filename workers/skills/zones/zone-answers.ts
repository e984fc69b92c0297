import { Temporal } from "temporal-polyfill";
import type { SkillNow } from "../../skills.contract.ts";
import type { Language } from "../language/request-text.ts";
import type { Context, Exact } from "../language/rule.ts";
import { writeClock, writeClockAndDay, writeMoment, writeOffset, writeZone } from "./write-time.ts";
import { keepsItsHours, type NamedZone } from "./zone-slot.ts";

/** The zone that is asked about; the person's own where it is absent. */
export interface OneZone {
  readonly zone?: NamedZone;
}
/** Two zones, each the person's own where it is absent. */
export interface TwoZones {
  readonly from?: NamedZone;
  readonly to?: NamedZone;
}
/** A time of day in the first zone. */
export interface ClockInZones extends TwoZones {
  readonly clock: Temporal.PlainTime;
}

/** The time there now; null where the name does not keep its hours, as EST in summer. */
export function clockNow({ zone }: OneZone, { now, language }: Context): Exact | null {
  const here = momentOf(now);
  const there = here.withTimeZone(zone?.id ?? now.timeZone);
  if (zone !== undefined && !keepsItsHours(zone, here)) return null;
  const by = { en: "by this device's clock", ko: "이 기기의 시계 기준" }[language];
  return { text: writeMoment(there, language), explanation: `${writeZone(there)}; ${by}` };
}

/** On the day that it is there now. A time that the clocks skip or show twice on that day is not certain. */
export function convertedTime(
  { clock, from, to }: ClockInZones,
  { now, language }: Context,
): Exact | null {
  const here = momentOf(now);
  const source = here.withTimeZone(from?.id ?? now.timeZone);
  const at = momentAt(source, clock);
  if (at === null) return null;
  const areNamesTrue = [from, to].every((zone) => zone === undefined || keepsItsHours(zone, at));
  if (!areNamesTrue) return null;
  const there = at.withTimeZone(to?.id ?? now.timeZone);
  return {
    text: writeClockAndDay(there, language),
    explanation: `${writeMoment(at, language)} (${writeZone(at)}) = ${writeMoment(there, language)} (${writeZone(there)})`,
  };
}

function momentAt(
  day: Temporal.ZonedDateTime,
  clock: Temporal.PlainTime,
): Temporal.ZonedDateTime | null {
  try {
    return day
      .toPlainDate()
      .toPlainDateTime(clock)
      .toZonedDateTime(day.timeZoneId, { disambiguation: "reject" });
  } catch {
    return null;
  }
}

/** The name and the distance from UTC that a zone has now. */
export function zoneOf({ zone }: OneZone, { now, language }: Context): Exact | null {
  if (zone === undefined || zone.assertedHours !== undefined) return null;
  const there = momentOf(now).withTimeZone(zone.id);
  const name = new Intl.DateTimeFormat(language, { timeZone: zone.id, timeZoneName: "long" })
    .formatToParts(now.nowMs)
    .find(({ type }) => type === "timeZoneName")?.value;
  const offset = writeOffset(there.offsetNanoseconds);
  return {
    text: `${name ?? zone.id} (${offset})`,
    explanation: { en: `${zone.id}, as it is now`, ko: `${zone.id}, 현재 기준` }[language],
  };
}

/** How far apart two zones are now. */
export function difference({ from, to }: TwoZones, { now, language }: Context): Exact | null {
  if (from === undefined || to === undefined) return null;
  const here = momentOf(now);
  if (!keepsItsHours(from, here) || !keepsItsHours(to, here)) return null;
  const [a, b] = [here.withTimeZone(from.id), here.withTimeZone(to.id)];
  const minutes = Math.round((a.offsetNanoseconds - b.offsetNanoseconds) / 6e10);
  const clocks = `${writeClock(a, language)} ${writeZone(a)} = ${writeClock(b, language)} ${writeZone(b)}`;
  return { text: writeDifference(minutes, from.name, to.name, language), explanation: clocks };
}

function writeDifference(minutes: number, from: string, to: string, language: Language): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (language === "ko") {
    const length = `${String(hours)}시간${rest === 0 ? "" : ` ${String(rest)}분`}`;
    if (minutes === 0) return "시차가 없습니다";
    return `${length} (${minutes > 0 ? from : to}이(가) 빠름)`;
  }
  const length = `${String(hours)} hour${hours === 1 ? "" : "s"}${rest === 0 ? "" : ` ${String(rest)} minutes`}`;
  if (minutes === 0) return "No difference now";
  return `${length} (${minutes > 0 ? from : to} is ahead)`;
}

function momentOf({ nowMs, timeZone: zone }: SkillNow): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone);
}

import { english, korean, type Rule, type Skill } from "./language/rule.ts";
import { clockSlot } from "./zones/clock-slot.ts";
import { clockNow, convertedTime, difference, zoneOf } from "./zones/zone-answers.ts";
import { zoneSlot } from "./zones/zone-slot.ts";

const one = { zone: zoneSlot };
const two = { from: zoneSlot, to: zoneSlot };
const conversion = { clock: clockSlot, from: zoneSlot, to: zoneSlot };
const NOW = "[right now|now|currently|at the moment|at this moment|today]";
const TIME = "[time|local time|timezone|time zone]";
const WHAT_TIME =
  "(what time|time|the time|what's the time|current time|the current time|local time|exact time)";
const KO_NOW = "[지금|현재]";
const KO_TIME = "(몇 시|몇시|시간|시각|현재 시간|현재 시각|시간이|시각이)";

const NOW_RULES: readonly Rule[] = [
  english(`${WHAT_TIME} [is it|it is] ${NOW}`, {}, clockNow),
  english(`(what time|time) is it ${NOW} [over] [here]`, {}, clockNow),
  english(
    `${WHAT_TIME} ${NOW} [is it|it is|is] ${NOW} [over] (in|at|for|there in) [the] {zone} ${TIME} ${NOW}`,
    one,
    clockNow,
  ),
  english(
    `(current|local|exact) [local] time [is] ${NOW} (in|for|of) [the] {zone} ${TIME} ${NOW}`,
    one,
    clockNow,
  ),
  english(`[current|the current] {zone} time ${NOW}`, one, clockNow),
  english(`time [is it] ${NOW} {zone}`, one, clockNow),
  korean(`${KO_NOW} ${KO_TIME} ${KO_NOW}`, {}, clockNow),
  korean(`${KO_NOW} {zone} [은|는|의|에서|에서는|에] ${KO_NOW} ${KO_TIME}`, one, clockNow),
  korean(`{zone} [은|는|의] ${KO_NOW} 시간 (으로|은) [지금] 몇 시`, one, clockNow),
];

const WHEN = "(if it's|if it is|if|when it's|when it is|when|while it's)";
const IT_IS =
  "(what time is it|what time will it be|what time would it be|what's the time|what is the time|what time|the time)";
const CONVERSION_RULES: readonly Rule[] = [
  english(
    `[convert|change] {clock} [in] [the] {from} ${TIME} (in|to|into|is what time in|equals what time in|is what in) [the] {to} ${TIME}`,
    conversion,
    convertedTime,
  ),
  english(
    `[convert|change] {clock} [in] [the] {from} ${TIME} (is|=) {to} time`,
    conversion,
    convertedTime,
  ),
  english(
    `${WHEN} {clock} (in|on) [the] {from} ${TIME} ${IT_IS} (in|on) [the] {to} ${TIME}`,
    conversion,
    convertedTime,
  ),
  english(
    `[${WHEN}] {clock} {from} ${TIME} ${IT_IS} (in|on) [the] {to} ${TIME}`,
    conversion,
    convertedTime,
  ),
  english(
    `${IT_IS} [be] (in|on) [the] {to} ${TIME} ${WHEN} {clock} [in|on] [the] {from} ${TIME}`,
    conversion,
    convertedTime,
  ),
  english(
    `[what time is] [convert] {clock} (here|my time) (in|to) {to}`,
    { clock: clockSlot, to: zoneSlot },
    convertedTime,
  ),
  korean(
    "{from} [이|가|은|는|의|에서|시간|시간으로|기준] [시간] {clock} [는|은|이면|면|일 때|에] {to} [은|는|에서|시간으로|시간|으로] [시간으로|는] (몇 시|몇시|시간)",
    conversion,
    convertedTime,
  ),
  korean(
    "{from} [의|시간] [시간|으로] {clock} [를|을] {to} [시간|시각] [으로|로] [바꿔|변환|바꾸면|변환하면]",
    conversion,
    convertedTime,
  ),
];

const ARROW = "(->|=>|→|to|in)";
const OTHER_CONVERSION_RULES: readonly Rule[] = [
  english(`{clock} [in] {from} ${TIME} ${ARROW} {to} ${TIME}`, conversion, convertedTime),
  english(
    `[what time is] {clock} [in] [the] {from} ${TIME} (in my timezone|in my time zone|my time|here|in local time|local time|for me|in my time)`,
    { clock: clockSlot, from: zoneSlot },
    convertedTime,
  ),
  korean(
    "{from} [이|가|은|는|의|시간|시간으로|기준] [시간] {clock} [는|은|이면|면|를|을] {to} 시간 [으로|으로는|은]",
    conversion,
    convertedTime,
  ),
];

const ZONE_RULES: readonly Rule[] = [
  english(
    "[what|which] (timezone|time zone) (is|is used in|does|would|for|of|am i in if i am in|are they in in) [the] {zone} [in|use|be in|on|have]",
    one,
    zoneOf,
  ),
  english("(in|to) (what|which) (timezone|time zone) is {zone} [in]", one, zoneOf),
  english("{zone} (is in|is on|uses) (what|which) (timezone|time zone)", one, zoneOf),
  english("{zone} (timezone|time zone) [is what]", one, zoneOf),
  english("(timezone|time zone) ({zone} is in|{zone} is|is in {zone})", one, zoneOf),
  english("{zone} 's (timezone|time zone)", one, zoneOf),
  english("(timezone|time zone) (in|for|of) [the] {zone}", one, zoneOf),
  english(
    "[the] (time difference|time zone difference|hour difference|difference in time) (between|from) [the] {from} [time] (and|to) [the] {to} [time] [zones|time zones]",
    two,
    difference,
  ),
  english(
    "[how many] hours (ahead|behind|apart|difference) [of] (is|are|between) [the] {from} (of|from|and|than|to) {to}",
    two,
    difference,
  ),
  korean("{zone} [의|은|는] (시간대|표준시|타임존)", one, zoneOf),
  korean("{from} (와|과|하고|이랑|랑) {to} [의|간|사이|사이의] (시차|시간 차이)", two, difference),
];

/** What time it is elsewhere, what a time there is here, and how far apart two zones are, by the browser's own zone data. */
export const timeZone: Skill = {
  name: "time-zone",
  rules: [...NOW_RULES, ...CONVERSION_RULES, ...OTHER_CONVERSION_RULES, ...ZONE_RULES],
};

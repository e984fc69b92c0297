import { ageRules } from "./dates/age-rules.ts";
import { calendarRules } from "./dates/calendar-rules.ts";
import { distanceRules } from "./dates/distance-rules.ts";
import { shiftRules } from "./dates/shift-rules.ts";
import type { Skill } from "./language/rule.ts";

/** Dates of the ISO calendar, counted from the day it is where the person is. */
export const dates: Skill = {
  name: "date",
  rules: [...calendarRules, ...ageRules, ...distanceRules, ...shiftRules],
};

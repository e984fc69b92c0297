import { arithmetic } from "./arithmetic.ts";
import { dates } from "./dates.ts";
import type { Skill } from "./language/rule.ts";
import { list } from "./list.ts";
import { numberBase } from "./number-base.ts";
import { percentage } from "./percentage.ts";
import { statistics } from "./statistics.ts";
import { textCase } from "./text-case.ts";
import { textCount } from "./text-count.ts";
import { timeZone } from "./time-zone.ts";
import { units } from "./units.ts";

/** All skills. Their order does not matter: they must agree. */
export const allSkills: readonly Skill[] = [
  arithmetic,
  percentage,
  units,
  numberBase,
  dates,
  timeZone,
  textCount,
  textCase,
  list,
  statistics,
];

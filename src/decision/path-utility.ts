import type { PathFigures } from "../terms/path.ts";

/**
 * What a figure is worth at preference 0.5, in probability of a good answer (R15). Chosen, not measured: one cent
 * weighs as much as .10, ten seconds .04, leaving the device at all .15, and each further kilobyte .01.
 */
export const WEIGHTS = {
  perUsd: 10,
  perSecond: 0.004,
  leaving: 0.15,
  perKilobyte: 0.01,
} as const;

/** Money and exposure weigh this many times more at preference 0, and less at 1. Time does not: nobody saves by waiting. */
const DIAL = 30;

/** quality − λ·cost − μ·delay − ν·exposure. `leavingChance`: the chance, 0 to 1, that anything leaves at all. */
export function pathUtility(
  figures: PathFigures,
  leavingChance: number,
  preference: number,
): number {
  const thrift = DIAL ** (1 - 2 * preference);
  const exposure =
    WEIGHTS.leaving * leavingChance + (WEIGHTS.perKilobyte * figures.exposureBytes) / 1000;
  return (
    figures.quality.mean -
    thrift * (WEIGHTS.perUsd * figures.costUsd + exposure) -
    (WEIGHTS.perSecond * figures.delayMs) / 1000
  );
}

/** True if `other` is at least as good in every figure, and better in one. */
export function dominates(other: PathFigures, figures: PathFigures): boolean {
  const gains = [
    other.quality.mean - figures.quality.mean,
    figures.costUsd - other.costUsd,
    figures.delayMs - other.delayMs,
    figures.exposureBytes - other.exposureBytes,
  ];
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
}

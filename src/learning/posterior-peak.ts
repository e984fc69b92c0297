import { logistic } from "../decision/averaged-logistic.ts";
import type { Measured } from "../terms/estimate.ts";
import { logitOf, outcomeVariance, type ItemLine } from "./item-response.ts";
import { invertPositiveDefinite, type Matrix } from "./positive-definite.ts";

/** A question that was answered, and how well, from 0 to 1. */
export interface Observation extends ItemLine {
  readonly outcome: number;
}

/** What is observed, and what was believed before, per dimension. */
interface Evidence {
  readonly observed: readonly Observation[];
  readonly prior: readonly Measured[];
}

type Point = readonly number[];

/** Newton's method doubles the right digits at each step; more steps than this are a sign of rounding, not of need. */
const MOST_STEPS = 100;
const MOST_HALVINGS = 50;
/** Gain in log posterior below which nothing is left to win. */
const ENOUGH = 1e-14;

/**
 * The peak of the posterior over abilities and its width there: the inverse of the curvature (Laplace's approximation),
 * as a marginal sd per dimension. The posterior has one peak, and each of Newton's steps is halved until it goes up, so
 * this ends on it for any finite evidence. The prior's figures are finite, and its sds above 0.
 */
export function posteriorPeak(
  observed: readonly Observation[],
  prior: readonly Measured[],
): readonly Measured[] {
  const evidence = { observed, prior };
  let point: Point = prior.map(({ mean }) => mean);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = newtonStep(point, evidence);
    if (next === null) break;
    point = next;
  }
  const { covariance } = slopeAt(point, evidence);
  return point.map((mean, at) => ({ mean, sd: Math.sqrt(covariance[at]?.[at] ?? 0) }));
}

/** The next point, or null where none is better. */
function newtonStep(point: Point, evidence: Evidence): Point | null {
  const { gradient, covariance } = slopeAt(point, evidence);
  const direction = covariance.map((row) => -dot(row, gradient));
  if (!(-dot(direction, gradient) > ENOUGH)) return null;
  const misfit = misfitAt(point, evidence);
  for (let halving = 0, share = 1; halving < MOST_HALVINGS; halving++, share /= 2) {
    const next = point.map((value, at) => value + share * (direction[at] ?? 0));
    if (misfitAt(next, evidence) < misfit) return next;
  }
  return null;
}

/** Negative log posterior, up to a constant. */
function misfitAt(point: Point, { observed, prior }: Evidence): number {
  const ofAnswers = observed.reduce((sum, observation) => {
    const logit = logitOf(observation, point);
    // log(1 + e^logit) in the form that cannot overflow.
    const softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    return sum + softplus - observation.outcome * logit;
  }, 0);
  return prior.reduce(
    (sum, { mean, sd }, at) => sum + (((point[at] ?? 0) - mean) / sd) ** 2 / 2,
    ofAnswers,
  );
}

/** Gradient of the misfit, and the inverse of its curvature. */
function slopeAt(
  point: Point,
  { observed, prior }: Evidence,
): { readonly gradient: Point; readonly covariance: Matrix } {
  const gradient = prior.map(({ mean, sd }, at) => ((point[at] ?? 0) - mean) / sd ** 2);
  const curvature = prior.map(({ sd }, row) => prior.map((_, at) => (at === row ? sd ** -2 : 0)));
  for (const observation of observed) {
    const logit = logitOf(observation, point);
    const residual = logistic(logit) - observation.outcome;
    const weight = outcomeVariance(logit);
    observation.slopes.forEach((slope, row) => {
      gradient[row] = (gradient[row] ?? 0) + residual * slope;
      const line = curvature[row] ?? [];
      observation.slopes.forEach((other, at) => {
        line[at] = (line[at] ?? 0) + weight * slope * other;
      });
    });
  }
  // The answers only add curvature to the prior's.
  const leastCurvature = Math.min(...prior.map(({ sd }) => sd ** -2));
  return { gradient, covariance: invertPositiveDefinite(curvature, leastCurvature) };
}

function dot(some: Point, others: Point): number {
  return some.reduce((sum, value, at) => sum + value * (others[at] ?? 0), 0);
}

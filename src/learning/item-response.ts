import { flatteningFactor, logistic } from "../decision/averaged-logistic.ts";
import type { Measured } from "../terms/estimate.ts";

/** A question as item response theory knows it: one difficulty and one discrimination per ability dimension. */
export interface ItemParameters {
  readonly difficulties: readonly Measured[];
  readonly discriminations: readonly number[];
}

/** What is believed of an ability before any answer: the training scales abilities to mean 0 and sd 1. */
export const STANDARD_NORMAL: Measured = { mean: 0, sd: 1 };

/** A question's logit as a linear function of the abilities: Σ slopes_d θ_d + intercept. */
export interface ItemLine {
  readonly slopes: readonly number[];
  readonly intercept: number;
}

/** Beyond this a figure is no logit of any model: 10⁶ logits are a certainty many times over. */
const LARGEST_FIGURE = 1e6;

/** True if every figure of an item is finite and of a size that sums can carry. */
export function isUsable({ difficulties, discriminations }: ItemParameters): boolean {
  const figures = [...discriminations, ...difficulties.flatMap(({ mean, sd }) => [mean, sd])];
  return figures.every((figure) => Math.abs(figure) <= LARGEST_FIGURE);
}

/** The line of an item; where its difficulties are uncertain it is flattened as `expectedQuality` does (MacKay 1992). */
export function itemLine({ difficulties, discriminations }: ItemParameters): ItemLine {
  const variance = difficulties.reduce(
    (sum, { sd }, dimension) => sum + ((discriminations[dimension] ?? 0) * sd) ** 2,
    0,
  );
  const factor = flatteningFactor(variance);
  const slopes = discriminations.map((discrimination) => discrimination * factor);
  const intercept = difficulties.reduce(
    (sum, { mean }, dimension) => sum - (slopes[dimension] ?? 0) * mean,
    0,
  );
  return { slopes, intercept };
}

/** The logit with which a model of these abilities answers well. */
export function logitOf({ slopes, intercept }: ItemLine, abilities: readonly number[]): number {
  return slopes.reduce((sum, slope, at) => sum + slope * (abilities[at] ?? 0), intercept);
}

/** Variance p(1 − p) of an outcome at a logit: what one answer tells, before it is weighed by the slopes. */
export function outcomeVariance(logit: number): number {
  // Both factors from the same small side, so that neither is lost to rounding.
  return logistic(logit) * logistic(-logit);
}

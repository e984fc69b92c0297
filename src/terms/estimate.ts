import type { Effort } from "./place.ts";

/** A mean with its standard deviation, both in the unit of the thing measured. */
export interface Measured {
  readonly mean: number;
  readonly sd: number;
}

/**
 * What the classifier says of a query. One difficulty and one discrimination per ability dimension: the chance that a model
 * of abilities θ answers well is σ(Σ a(θ − b)) (multidimensional two-parameter item response theory). Abilities are
 * scaled so that the models of the training data have mean 0 and sd 1 in each dimension; a higher b is harder.
 */
export interface Estimate {
  /** Version of the classifier that made it; estimates of another version are never reused. */
  readonly version: string;
  readonly difficulties: readonly Measured[];
  readonly discriminations: readonly number[];
  /** Probability per domain; sums to 1. Empty if this classifier has no such head. */
  readonly domain: Readonly<Record<string, number>>;
  /** Probability per task type; sums to 1. Empty if this classifier has no such head. */
  readonly task: Readonly<Record<string, number>>;
  /** Probability that tools or live data are needed; absent if this classifier has no such head. */
  readonly needsTools?: number;
  /** Probability that the right answer depends on the state of the world now; absent if there is no such head. */
  readonly needsFresh?: number;
  /** How long a careful person would think, by the rule of `reasoningDepthOf`; absent in estimates of older versions. */
  readonly reasoningDepth?: Effort;
  /** ISO 639-1 code of the language the query is written in; null where it cannot be told. */
  readonly language?: string | null;
}

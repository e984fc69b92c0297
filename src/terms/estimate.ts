/** A mean with its standard deviation, both in the unit of the thing measured. */
export interface Measured {
  readonly mean: number;
  readonly sd: number;
}

/**
 * What the classifier says of a query. One difficulty and one discrimination per ability dimension
 * (item response theory: logits; 0 is the average question of the training data, higher is harder).
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
}

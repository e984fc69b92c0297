/** A ratio of medians over pairs, with the interval that 95 % of resamplings fall into. */
export interface RatioEstimate {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

const RESAMPLINGS = 4_000;

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` of the values lie, interpolated between neighbours; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * The median of the pairs' own ratios, with its percentile bootstrap interval (Efron 1979). A pair is resampled as
 * a whole: what disturbs a machine for a while disturbs both halves of it. The chance in it is seeded, so the same
 * pairs always give the same figures.
 */
export function pairedRatio(
  pairs: readonly { readonly ours: number; readonly theirs: number }[],
): RatioEstimate {
  const ratios = pairs.map(({ ours, theirs }) => ours / theirs);
  const next = seededChance(1);
  const resampled = Array.from({ length: RESAMPLINGS }, () =>
    median(ratios.map(() => ratios[Math.floor(next() * ratios.length)] ?? NaN)),
  );
  return {
    ratio: median(ratios),
    low: quantile(resampled, 0.025),
    high: quantile(resampled, 0.975),
    pairs: pairs.length,
  };
}

/** Uniform numbers in [0, 1): Marsaglia's xorshift of 32 bits (2003). */
function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

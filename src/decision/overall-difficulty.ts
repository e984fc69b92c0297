import type { Estimate, Measured } from "../terms/estimate.ts";

/**
 * One number for how hard a query is: the logit with which a model of average ability (θ = 0 in every dimension) fails,
 * Σ a_d b_d, with the standard deviation √Σ a_d² sd_d² of what is not known of it. Higher is harder; 0 is a coin's toss.
 */
export function overallDifficulty(
  estimate: Pick<Estimate, "difficulties" | "discriminations">,
): Measured {
  let mean = 0;
  let variance = 0;
  estimate.difficulties.forEach((difficulty, dimension) => {
    const discrimination = estimate.discriminations[dimension] ?? 1;
    mean += discrimination * difficulty.mean;
    variance += (discrimination * difficulty.sd) ** 2;
  });
  return { mean, sd: Math.sqrt(variance) };
}

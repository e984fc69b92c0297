/** The logistic function: a logit as a probability. Total: ±Infinity gives 0 and 1. */
export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** How much a logit shrinks that is known only with this variance: MacKay's 1 / √(1 + πσ²/8) (1992). 1 where it is certain. */
export function flatteningFactor(variance: number): number {
  return 1 / Math.sqrt(1 + (Math.PI * variance) / 8);
}

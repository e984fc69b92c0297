import shipped from "./risk-control.json" with { type: "json" };

/** A bound on the share of wrong answers among those that stay, and what keeps it on questions it was not fitted on. */
export interface RiskControlStep {
  readonly alpha: number;
  /** Least expected quality with which an answer may stay on the device; null: nothing can be kept within this bound. */
  readonly leastQuality: number | null;
  /** Share of the fitted questions that stayed. */
  readonly keptShare: number;
}

/** Fitted by `npm run train` (training/router/risk_control.py) on the probabilities of one classifier. */
export interface RiskControlTable {
  /** Version of the classifier whose probabilities were bounded. */
  readonly classifier: string;
  /** Where the figures come from, for people. */
  readonly note: string;
  readonly steps: readonly RiskControlStep[];
}

/** The table of the shipped classifier. */
export const RISK_CONTROL: RiskControlTable = shipped;

/**
 * The least expected quality that keeps at most a share `alpha` of what stays wrong; null: nothing may stay. It is that of
 * the largest fitted step at or below `alpha`; where a smaller step asks less, that one, since what keeps a tighter bound
 * keeps a wider one. A bound of 1 forbids nothing.
 */
export function leastQualityFor(alpha: number, table: RiskControlTable): number | null {
  if (alpha >= 1) return 0;
  const kept = table.steps.flatMap((step) =>
    step.alpha <= alpha && step.leastQuality !== null ? [step.leastQuality] : [],
  );
  return kept.length === 0 ? null : Math.min(...kept);
}

/**
 * The expected quality below which nothing may stay on the device (R19): 0 without a bound, Infinity where nothing may.
 * `classifier` names the version that made the estimate, null if there is none: on probabilities of another classifier
 * than the table's no bound can be promised, so nothing stays.
 */
export function leastQualityToStay(
  alpha: number | undefined,
  classifier: string | null,
  table: RiskControlTable,
): number {
  if (alpha === undefined || alpha >= 1) return 0;
  if (classifier !== table.classifier) return Infinity;
  return leastQualityFor(alpha, table) ?? Infinity;
}

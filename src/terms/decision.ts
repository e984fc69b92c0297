import type { Path, PathFigures } from "./path.ts";

/** Why the chosen path was chosen. */
export type ChoiceReason =
  | "best_value"
  | "only_path"
  | "exact_skill"
  | "forced_place"
  | "forced_model"
  | "failed_here_before"
  | "kept_in_conversation";

/** Why a path could not or may not be taken. */
export type ExclusionReason =
  | "offline"
  | "device_only"
  | "device_unavailable"
  | "not_downloaded"
  | "not_chosen_by_caller"
  | "lacks_tools"
  | "lacks_schema"
  | "lacks_images"
  | "lacks_logprobs"
  | "context_too_small"
  | "over_price_cap"
  | "over_deadline"
  | "over_risk"
  | "retired"
  | "failed_check_before"
  | "consent_refused"
  | "consent_required"
  | "guard_unavailable"
  | "failed";

/**
 * Why an open path was not taken. `dominated`: another is at least as good in every figure; `within_band`: it is worth
 * more, but not by enough to leave the path that this conversation is on.
 */
export type LossReason = "lower_utility" | "dominated" | "within_band";

/** How a path stands in a decision. */
export type Standing =
  | { readonly status: "chosen" }
  | { readonly status: "lost"; readonly reason: LossReason }
  | { readonly status: "excluded"; readonly reason: ExclusionReason };

/** One path that was considered, with its figures and how it stands. */
export interface Candidate {
  readonly path: Path;
  readonly figures: PathFigures;
  /** quality − λ·cost − μ·delay − ν·exposure; the unit is probability of a good answer. */
  readonly utility: number;
  readonly standing: Standing;
}

/** The chosen path, its reason, and every other path with its figures and why it lost. */
export interface Decision {
  readonly path: Path;
  readonly reason: ChoiceReason;
  /** Expected quality is below the policy's bar: the answer must say so, or be withheld. */
  readonly isUnsure: boolean;
  readonly candidates: readonly Candidate[];
  /** Chance with which this path was picked; 1 unless exploration is on. */
  readonly propensity: number;
}

/** No path was left. Every candidate says why. */
export interface NoPath {
  readonly path: null;
  readonly candidates: readonly Candidate[];
}

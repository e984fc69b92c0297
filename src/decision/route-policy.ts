import type { Candidate, ChoiceReason, Decision, NoPath } from "../terms/decision.ts";
import type { Policy } from "../terms/policy.ts";
import { choosePath, type PathChoice } from "./choose-path.ts";
import type { DecisionInput } from "./decision-input.ts";
import { dominates } from "./path-utility.ts";
import type { WeighedPath } from "./weighed-path.ts";
import { isOverRisk } from "./within-risk.ts";

/** Version of RULES.md and of every constant it names; part of each decision's fingerprint. */
export const RULES_VERSION = "3";

/** Weighs every path and picks one, or says of each why it cannot be. Pure; RULES.md numbers the rules. */
export function decide(input: DecisionInput): Decision | NoPath {
  const choice = choosePath(input);
  const { weighed, open, chosen, leastQuality } = choice;
  if (chosen === null) return { path: null, candidates: weighed.map(({ candidate }) => candidate) };
  return {
    path: chosen.composed.path,
    reason: reasonOf(input.policy, choice),
    isUnsure: isUnsure(chosen, input.policy, leastQuality),
    candidates: weighed.map((each) => stand(each, chosen, open)),
    propensity: 1,
  };
}

function reasonOf(policy: Policy, { weighed, open, isKept, chosen }: PathChoice): ChoiceReason {
  if (typeof chosen?.composed.skill === "string") return "exact_skill";
  if (policy.choice.kind === "place") return "forced_place";
  if (policy.choice.kind === "model") return "forced_model";
  if (isKept) return "kept_in_conversation";
  if (weighed.some(hasFailedHere)) return "failed_here_before";
  return open.length === 1 ? "only_path" : "best_value";
}

function hasFailedHere({ candidate: { standing } }: WeighedPath): boolean {
  return standing.status === "excluded" && standing.reason === "failed_check_before";
}

/** R17: an answer that ends on the device unchecked and is expected to be bad, or that is over the caller's risk. */
function isUnsure(weighed: WeighedPath, policy: Policy, leastQuality: number): boolean {
  const { composed, candidate } = weighed;
  const isBad = composed.cloud === null && candidate.figures.quality.mean < policy.unsureBelow;
  return isBad || isOverRisk(weighed, leastQuality);
}

/** R18: every other path says why it lost: to the band, to one better in every figure, or by the caller's weights. */
function stand(
  { candidate }: WeighedPath,
  chosen: WeighedPath,
  open: readonly WeighedPath[],
): Candidate {
  if (candidate.standing.status === "excluded") return candidate;
  if (candidate.path.id === chosen.candidate.path.id)
    return { ...candidate, standing: { status: "chosen" } };
  if (candidate.utility > chosen.candidate.utility)
    return { ...candidate, standing: { status: "lost", reason: "within_band" } };
  const isDominated = open.some((other) => dominates(other.candidate.figures, candidate.figures));
  return {
    ...candidate,
    standing: { status: "lost", reason: isDominated ? "dominated" : "lower_utility" },
  };
}

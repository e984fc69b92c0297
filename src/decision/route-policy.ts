import type { Candidate, ChoiceReason, Decision, NoPath } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Policy } from "../terms/policy.ts";
import type { Query } from "../terms/query.ts";
import type { Situation } from "../terms/situation.ts";
import { candidatePaths, type ComposedPath } from "./candidate-paths.ts";
import { exclusionOf } from "./exclusion-of.ts";
import { chanceOfRejection, expectedQuality } from "./expected-quality.ts";
import { pathFigures, UNMEASURED_CHECK } from "./path-figures.ts";
import { dominates, pathUtility } from "./path-utility.ts";

/** Version of RULES.md and of every constant it names; part of each decision's fingerprint. */
export const RULES_VERSION = "1";

/** All that a decision rests on. `estimate` null: the classifier could not be asked. */
export interface DecisionInput {
  readonly query: Query;
  readonly estimate: Estimate | null;
  readonly fleet: readonly ModelCard[];
  readonly situation: Situation;
  readonly policy: Policy;
}

interface Weighed {
  readonly composed: ComposedPath;
  readonly candidate: Candidate;
}

/** Weighs every path and picks one, or says of each why it cannot be. Pure; RULES.md numbers the rules. */
export function decide(input: DecisionInput): Decision | NoPath {
  const weighed = withoutFailedHere(
    candidatePaths(input.query, input.fleet, input.policy.choice).map((composed) =>
      weigh(composed, input),
    ),
    input.situation,
  );
  const open = weighed.filter(({ candidate }) => candidate.standing.status !== "excluded");
  const best = open.toSorted(byUtility)[0];
  if (best === undefined)
    return { path: null, candidates: weighed.map(({ candidate }) => candidate) };
  return {
    path: best.composed.path,
    reason: reasonOf(input, weighed, open.length),
    isUnsure: isUnsure(best, input.policy),
    candidates: weighed.map((each) => stand(each, best, open)),
    propensity: 1,
  };
}

function weigh(composed: ComposedPath, input: DecisionInput): Weighed {
  const { query, estimate, situation, policy } = input;
  const figures = pathFigures(composed, query, estimate, situation);
  const reason = exclusionOf(composed, figures, query, situation, policy);
  const utility = pathUtility(figures, leavingChance(composed, input), policy.preference);
  return {
    composed,
    candidate: {
      path: composed.path,
      figures,
      utility,
      standing:
        reason === null
          ? { status: "lost", reason: "lower_utility" }
          : { status: "excluded", reason },
    },
  };
}

function leavingChance(
  { device, cloud }: ComposedPath,
  { query, estimate }: DecisionInput,
): number {
  if (cloud === null) return 0;
  if (device === null) return 1;
  const quality = expectedQuality(query, estimate, device).mean;
  return chanceOfRejection(quality, device.checkPower ?? UNMEASURED_CHECK);
}

/** R14: a device that failed the check on this very question is passed over, if another path is left. */
function withoutFailedHere(
  weighed: readonly Weighed[],
  { lastVerdict }: Situation,
): readonly Weighed[] {
  if (lastVerdict === undefined || lastVerdict.accepted) return weighed;
  const isOpen = ({ candidate }: Weighed): boolean => candidate.standing.status !== "excluded";
  if (!weighed.some((each) => isOpen(each) && each.composed.device === null)) return weighed;
  return weighed.map((each) =>
    isOpen(each) && each.composed.device !== null ? failed(each) : each,
  );
}

function failed({ composed, candidate }: Weighed): Weighed {
  return {
    composed,
    candidate: { ...candidate, standing: { status: "excluded", reason: "failed_check_before" } },
  };
}

/** R16: highest utility; then what exposes less, then the name, so that equal inputs give equal decisions. */
function byUtility(a: Weighed, b: Weighed): number {
  const [first, second] = [a.candidate, b.candidate];
  return (
    second.utility - first.utility ||
    first.figures.exposureBytes - second.figures.exposureBytes ||
    (first.path.id < second.path.id ? -1 : 1)
  );
}

function reasonOf(
  { policy }: DecisionInput,
  weighed: readonly Weighed[],
  openCount: number,
): ChoiceReason {
  if (policy.choice.kind === "place") return "forced_place";
  if (policy.choice.kind === "model") return "forced_model";
  if (weighed.some(hasFailedHere)) return "failed_here_before";
  return openCount === 1 ? "only_path" : "best_value";
}

function hasFailedHere({ candidate: { standing } }: Weighed): boolean {
  return standing.status === "excluded" && standing.reason === "failed_check_before";
}

/** R17: an answer that ends on the device unchecked, and is expected to be bad, is called unsure. */
function isUnsure({ composed, candidate }: Weighed, policy: Policy): boolean {
  return composed.cloud === null && candidate.figures.quality.mean < policy.unsureBelow;
}

/** R18: every other path says whether it lost by the caller's weights, or to a path better in every figure. */
function stand({ candidate }: Weighed, best: Weighed, open: readonly Weighed[]): Candidate {
  if (candidate.standing.status === "excluded") return candidate;
  if (candidate.path.id === best.candidate.path.id)
    return { ...candidate, standing: { status: "chosen" } };
  const isDominated = open.some((other) => dominates(other.candidate.figures, candidate.figures));
  return {
    ...candidate,
    standing: { status: "lost", reason: isDominated ? "dominated" : "lower_utility" },
  };
}

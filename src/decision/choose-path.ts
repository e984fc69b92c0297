import type { Situation } from "../terms/situation.ts";
import { candidatePaths, skillPath, type ComposedPath } from "./candidate-paths.ts";
import type { DecisionInput } from "./decision-input.ts";
import { deepestWithinCaps } from "./deepest-within-caps.ts";
import { earlierPath } from "./earlier-path.ts";
import { leastQualityToStay } from "./risk-control.ts";
import { isOpen, weighPath, withExclusion, type WeighedPath } from "./weighed-path.ts";
import { withinRisk } from "./within-risk.ts";

/** Every path as it was weighed, and the one that is taken. */
export interface PathChoice {
  readonly weighed: readonly WeighedPath[];
  /** The paths that may be taken, best first. */
  readonly open: readonly WeighedPath[];
  /** Null where no path is open. */
  readonly chosen: WeighedPath | null;
  /** The conversation was on the chosen path; another would be worth a little more. */
  readonly isKept: boolean;
  /** The expected quality below which nothing may stay on the device; 0 without a bound. */
  readonly leastQuality: number;
}

/** Weighs every path and picks one (R1 to R16, R19, R20). */
export function choosePath(input: DecisionInput): PathChoice {
  const { query, estimate, fleet, policy, situation, riskControl } = input;
  const leastQuality = leastQualityToStay(
    policy.maxWrongOnDevice,
    estimate?.version ?? null,
    riskControl,
  );
  const depth = estimate?.reasoningDepth;
  const composed = [
    ...exactPaths(situation),
    ...candidatePaths(query, fleet, policy.choice, depth),
  ];
  const single = composed.map((each) => weighPath(each, input));
  const atEffort = depth === undefined ? single : deepestWithinCaps(single);
  const weighed = withinRisk(withoutFailedHere(atEffort, situation), leastQuality);
  const open = weighed.filter(isOpen).toSorted(byUtility);
  const earlier = policy.choice.kind === "auto" ? keptPath(open, situation) : null;
  return {
    weighed,
    open,
    chosen: earlier ?? open[0] ?? null,
    isKept: earlier !== null,
    leastQuality,
  };
}

/** R23: the path of a skill that has recognised the request, if one has. */
function exactPaths({ skill }: Situation): readonly ComposedPath[] {
  return skill === undefined ? [] : [skillPath(skill)];
}

/** R20, but R23: what can be calculated is calculated, whichever path the conversation is on. */
function keptPath(open: readonly WeighedPath[], { previousPathId }: Situation): WeighedPath | null {
  return open[0]?.composed.skill === null ? earlierPath(open, previousPathId) : null;
}

/** R14: a device that failed the check on this very question is passed over, if another path is left. */
function withoutFailedHere(
  weighed: readonly WeighedPath[],
  { lastVerdict }: Situation,
): readonly WeighedPath[] {
  if (lastVerdict === undefined || lastVerdict.accepted) return weighed;
  if (!weighed.some((each) => isOpen(each) && each.composed.device === null)) return weighed;
  return weighed.map((each) =>
    isOpen(each) && each.composed.device !== null
      ? withExclusion(each, "failed_check_before")
      : each,
  );
}

/** R16: highest utility; then what exposes less, then the name, so that equal inputs give equal decisions. */
function byUtility(a: WeighedPath, b: WeighedPath): number {
  const [first, second] = [a.candidate, b.candidate];
  return (
    second.utility - first.utility ||
    first.figures.exposureBytes - second.figures.exposureBytes ||
    (first.path.id < second.path.id ? -1 : 1)
  );
}

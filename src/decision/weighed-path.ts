import type { Candidate, ExclusionReason } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Query } from "../terms/query.ts";
import type { ComposedPath } from "./candidate-paths.ts";
import type { DecisionInput } from "./decision-input.ts";
import { exclusionOf } from "./exclusion-of.ts";
import { chanceOfRejection, expectedQuality, qualityOncePassed } from "./expected-quality.ts";
import { pathFigures, UNMEASURED_CHECK } from "./path-figures.ts";
import { pathUtility } from "./path-utility.ts";

/** A path with its figures. Until one is chosen, a path that may be taken stands as lost by its weight. */
export interface WeighedPath {
  readonly composed: ComposedPath;
  readonly candidate: Candidate;
  /** The chance, 0 to 1, that anything leaves the device along this path. */
  readonly leavingChance: number;
  /** Expected quality of an answer that stays on the device along this path; null where none does, and for a skill (R23). */
  readonly stayingQuality: number | null;
}

/** The figures and the utility of a path, and whether it is excluded by itself (R2 to R13, R15). */
export function weighPath(composed: ComposedPath, input: DecisionInput): WeighedPath {
  const { query, estimate, situation, policy } = input;
  const figures = pathFigures(composed, query, estimate, situation);
  const reason = exclusionOf(composed, figures, query, situation, policy);
  const staying = stayingOf(composed, query, estimate);
  const weighed: WeighedPath = {
    composed,
    ...staying,
    candidate: {
      path: composed.path,
      figures,
      utility: pathUtility(figures, staying.leavingChance, policy.preference),
      standing: { status: "lost", reason: "lower_utility" },
    },
  };
  return reason === null ? weighed : withExclusion(weighed, reason);
}

/** The same path, excluded for this reason. */
export function withExclusion(weighed: WeighedPath, reason: ExclusionReason): WeighedPath {
  const standing = { status: "excluded", reason } as const;
  return { ...weighed, candidate: { ...weighed.candidate, standing } };
}

/** Whether nothing excludes the path. */
export function isOpen({ candidate }: WeighedPath): boolean {
  return candidate.standing.status !== "excluded";
}

function stayingOf(
  { device, cloud, skill }: ComposedPath,
  query: Query,
  estimate: Estimate | null,
): Pick<WeighedPath, "leavingChance" | "stayingQuality"> {
  if (skill !== null) return { leavingChance: 0, stayingQuality: null };
  if (device === null) return { leavingChance: 1, stayingQuality: null };
  const quality = expectedQuality(query, estimate, device).mean;
  if (cloud === null) return { leavingChance: 0, stayingQuality: quality };
  const power = powerOf(device);
  return {
    leavingChance: chanceOfRejection(quality, power),
    stayingQuality: qualityOncePassed(quality, power),
  };
}

function powerOf(device: ModelCard): NonNullable<ModelCard["checkPower"]> {
  return device.checkPower ?? UNMEASURED_CHECK;
}

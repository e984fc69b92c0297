import type { DecisionInput } from "../decision/decision-input.ts";
import { RISK_CONTROL } from "../decision/risk-control.ts";
import { decide } from "../decision/route-policy.ts";
import { RouterError } from "../router-error.ts";
import type { NoPath } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Inspection } from "../terms/finding.ts";
import type { Query } from "../terms/query.ts";
import type { Exclusion, Situation } from "../terms/situation.ts";
import {
  decisionFingerprint,
  estimateFingerprint,
  findingKindsOf,
  verdictFingerprint,
} from "./fingerprint.ts";
import type { RequestCall, RoutingParts } from "./request-call.ts";
import type { DecidedPath } from "./routed-event.ts";

/** What the guard said of the request itself; `isUnavailable`: it could not be asked, so nothing may leave. */
export interface GuardWord {
  readonly inspection: Inspection;
  readonly isUnavailable: boolean;
}

/** Has the guard read every text of the request. A guard that fails is told, not thrown: the device may still answer. */
export async function askGuard(
  texts: readonly string[],
  parts: RoutingParts,
  signal: AbortSignal,
): Promise<GuardWord> {
  try {
    return { inspection: await parts.guard.inspect(texts, signal), isUnavailable: false };
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof RouterError)) throw cause;
    return { inspection: { findings: [], isOverBudget: true }, isUnavailable: true };
  }
}

/** Recalls the decision for this call or makes it; `NoPath` if none is left. Made decisions are remembered. */
export async function decidePath(
  call: RequestCall,
  guardWord: GuardWord,
  exclusions: readonly Exclusion[],
  parts: RoutingParts,
  signal: AbortSignal,
  onFailure: (failure: RouterError) => void,
): Promise<DecidedPath | NoPath> {
  const { query, fleet, policy } = call;
  const situation = await situationOf(call, guardWord, exclusions, parts);
  const versions = {
    classifier: await parts.classifier.version(signal),
    guard: parts.guard.version,
  };
  const basis = { query, fleet, policy, situation, riskControl: RISK_CONTROL };
  const key = await parts.memory.keyedHash(decisionFingerprint(basis, versions));
  const told = {
    key,
    findingKinds: situation.findingKinds,
    classifierVersion: versions.classifier,
  };
  const stored = await parts.memory.recall("decisions", key);
  signal.throwIfAborted();
  if (stored !== undefined) return { decision: stored, estimate: null, isCached: true, ...told };
  const isExact = endsExactly(basis);
  const estimate = isExact
    ? null
    : await recallOrEstimate(query, versions.classifier, parts, signal, onFailure);
  const decision = decide({ ...basis, estimate });
  if (decision.path === null) return decision;
  // Not awaited: a person waits for this answer, and memory never fails a request.
  if (isExact || estimate !== null) void parts.memory.keep("decisions", key, decision);
  return { decision, estimate, isCached: false, ...told };
}

/** R23: what a skill answers is not held against an estimate, so that the classifier need not even be loaded for it. */
function endsExactly(basis: Omit<DecisionInput, "estimate">): boolean {
  if (basis.situation.skill === undefined) return false;
  return decide({ ...basis, estimate: null }).path?.steps[0]?.kind === "skill";
}

/** Null if the classifier cannot be asked: the decision is then made without knowing the query. */
export async function recallOrEstimate(
  query: Query,
  classifierVersion: string,
  parts: RoutingParts,
  signal: AbortSignal,
  onFailure: (failure: RouterError) => void,
): Promise<Estimate | null> {
  const key = await parts.memory.keyedHash(estimateFingerprint(query, classifierVersion));
  const stored = await parts.memory.recall("estimates", key);
  if (stored !== undefined && stored.version === classifierVersion) return stored;
  try {
    const estimate = await parts.classifier.estimate(query, signal);
    void parts.memory.keep("estimates", key, estimate);
    return estimate;
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof RouterError)) throw cause;
    onFailure(cause);
    return null;
  }
}

async function situationOf(
  call: RequestCall,
  { inspection, isUnavailable }: GuardWord,
  exclusions: readonly Exclusion[],
  parts: RoutingParts,
): Promise<Situation> {
  const key = await parts.memory.keyedHash(verdictFingerprint(call.request, call.fleet));
  const lastVerdict = await parts.memory.recall("verdicts", key);
  const unguarded: Exclusion = { scope: { place: "cloud" }, reason: "guard_unavailable" };
  return {
    isOnline: parts.surroundings.isOnline(),
    mode: call.mode,
    findingKinds: findingKindsOf(inspection),
    isGuardOverBudget: inspection.isOverBudget,
    deviceModels: parts.device.states(),
    ...(lastVerdict === undefined ? {} : { lastVerdict }),
    mayDownload: call.mayDownload,
    ...(call.skillWord.answer !== null && { skill: call.skillWord.answer.skill }),
    exclusions: isUnavailable ? [...exclusions, unguarded] : exclusions,
    ...(call.previousPathId === undefined ? {} : { previousPathId: call.previousPathId }),
  };
}

/**
 * The decision of now with the path that was decided earlier, or null if that path may no longer be taken. Of the
 * earlier one only the path's id and the reason count: figures and steps are always those of now.
 */
export function withEarlierPath(
  now: DecidedPath | NoPath,
  earlier: DecidedPath,
  unsureBelow: number,
): DecidedPath | null {
  if (!("decision" in now)) return null;
  const open = now.decision.candidates.find(
    ({ path, standing }) => path.id === earlier.decision.path.id && standing.status !== "excluded",
  );
  if (open === undefined) return null;
  const endsHere = open.path.steps.every((step) => step.kind !== "cloud");
  const isBad = endsHere && open.figures.quality.mean < unsureBelow;
  // Over the caller's risk a path is open only as the last one, and then it is the one decided now.
  const isUnsure = open.path.id === now.decision.path.id ? now.decision.isUnsure : isBad;
  const { reason } = earlier.decision;
  return { ...now, decision: { ...now.decision, path: open.path, reason, isUnsure } };
}

import type { DecisionInput } from "../decision/decision-input.ts";
import { referenceInputs } from "../decision/reference-mix.ts";
import { RISK_CONTROL } from "../decision/risk-control.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Policy } from "../terms/policy.ts";
import type { PrivacyMode } from "../terms/privacy-mode.ts";
import type { Situation } from "../terms/situation.ts";
import { recallOrEstimate } from "./decide-path.ts";
import type { RequestCall, RoutingParts } from "./request-call.ts";

/** The decisions over these requests as they would be made now, had none of them been asked before. */
export async function frontierInputs(
  calls: readonly RequestCall[],
  parts: RoutingParts,
  signal: AbortSignal,
): Promise<readonly DecisionInput[]> {
  const version = await parts.classifier.version(signal);
  const inputs: DecisionInput[] = [];
  // One after the other: the classifier has one worker, and an abort between two is soon seen.
  for (const { query, fleet, policy, mode } of calls) {
    signal.throwIfAborted();
    const estimate = await recallOrEstimate(query, version, parts, signal, () => undefined);
    const situation = situationNow(mode, parts);
    inputs.push({ query, estimate, fleet, policy, situation, riskControl: RISK_CONTROL });
  }
  return inputs;
}

/** The decisions over the reference mix as they would be made now. */
export function referenceFrontierInputs(
  now: {
    readonly fleet: readonly ModelCard[];
    readonly policy: Policy;
    readonly mode: PrivacyMode;
  },
  parts: RoutingParts,
): readonly DecisionInput[] {
  const { fleet, policy, mode } = now;
  const situation = situationNow(mode, parts);
  return referenceInputs({ fleet, policy, situation, riskControl: RISK_CONTROL });
}

/** No guard is asked: findings exclude nothing, they decide which consent is asked. */
function situationNow(mode: PrivacyMode, parts: RoutingParts): Situation {
  return {
    isOnline: parts.surroundings.isOnline(),
    mode,
    findingKinds: [],
    isGuardOverBudget: false,
    deviceModels: parts.device.states(),
    // What a model would bring after its download is told too.
    mayDownload: true,
    exclusions: [],
  };
}

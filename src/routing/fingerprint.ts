import type { ChatRequest } from "../chat/chat-request.ts";
import type { DecisionInput } from "../decision/decision-input.ts";
import { RULES_VERSION } from "../decision/route-policy.ts";
import type { Inspection, FindingKind } from "../terms/finding.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Query } from "../terms/query.ts";
import type { DeviceModelState } from "../terms/situation.ts";

/** Every kind that was found, once each, in a fixed order. */
export function findingKindsOf(inspection: Inspection): readonly FindingKind[] {
  return [...new Set(inspection.findings.map((finding) => finding.kind))].toSorted();
}

/**
 * Everything that a decision rests on, as one string. What changes from second to second (speeds, waits) is in it
 * coarsely, so that a remembered decision is found again only while it would still be made.
 */
export function decisionFingerprint(
  input: Omit<DecisionInput, "estimate">,
  versions: { readonly classifier: string; readonly guard: string },
): string {
  const { deviceModels, mayDownload, ...situation } = input.situation;
  // A gesture changes something only where there is something to download.
  const isDownloadOpen =
    mayDownload && deviceModels.some(({ readiness }) => readiness === "downloadable");
  return JSON.stringify([
    "decision",
    RULES_VERSION,
    versions,
    input.query,
    input.fleet,
    input.policy,
    input.policy.maxWrongOnDevice === undefined ? null : input.riskControl,
    situation,
    isDownloadOpen,
    // A deadline is held against exact figures; without one, a factor of two changes nothing.
    input.policy.deadlineMs === undefined ? deviceModels.map(coarseState) : deviceModels,
  ]);
}

/** What an estimate rests on: the query's words, the classifier's version, and the rules for what is derived (R21). */
export function estimateFingerprint(query: Query, classifierVersion: string): string {
  const { text, precedingText, demands } = query;
  return JSON.stringify([
    "estimate",
    RULES_VERSION,
    classifierVersion,
    text,
    precedingText,
    demands,
  ]);
}

/** What a check's verdict rests on: the whole request and the device models that may have answered it. */
export function verdictFingerprint(request: ChatRequest, fleet: readonly ModelCard[]): string {
  const devices = fleet.filter((card) => card.place === "device").map((card) => card.id);
  const { messages, tools, response_format } = request;
  const limit = request.max_completion_tokens ?? request.max_tokens;
  return JSON.stringify([
    "verdict",
    RULES_VERSION,
    messages,
    tools,
    response_format,
    limit,
    devices,
  ]);
}

/** Waits and speeds fall into classes, each twice as large as the one before. */
function coarseState(state: DeviceModelState): readonly unknown[] {
  const waitSeconds = (state.expectedLoadMs + state.expectedWaitMs) / 1000;
  const speeds = [state.promptTokensPerSecond ?? 0, state.tokensPerSecond ?? 0];
  return [
    state.model,
    state.readiness === "ready" ? "loadable" : state.readiness,
    ...[waitSeconds, ...speeds].map((figure) => Math.floor(Math.log2(1 + figure))),
  ];
}

import type { ExclusionReason } from "../terms/decision.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { PathFigures } from "../terms/path.ts";
import type { Policy } from "../terms/policy.ts";
import type { Demand, Query } from "../terms/query.ts";
import type { Exclusion, Situation } from "../terms/situation.ts";
import type { ComposedPath } from "./candidate-paths.ts";
import { isOnThisMachine } from "./on-this-machine.ts";

/** Why a path could not or may not be taken now (R6 to R14), the weightiest reason first; null if it may. */
export function exclusionOf(
  composed: ComposedPath,
  figures: PathFigures,
  query: Query,
  situation: Situation,
  policy: Policy,
): ExclusionReason | null {
  if (composed.skill !== null) return skillReason(query, policy);
  return (
    choiceReason(composed, policy) ??
    placeReason(composed, situation) ??
    cardReason(composed, query) ??
    situation.exclusions.find((exclusion) => concerns(exclusion, composed))?.reason ??
    capReason(figures, policy)
  );
}

/** R23: a skill is on the device, is no model, and gives words alone. */
function skillReason({ demands }: Query, { choice }: Policy): ExclusionReason | null {
  const isMeant = choice.kind === "auto" || (choice.kind === "place" && choice.place === "device");
  if (!isMeant) return "not_chosen_by_caller";
  const [missing] = demands;
  return missing === undefined ? null : lacking(missing);
}

/** R6: what the caller named is all that is tried. */
function choiceReason(composed: ComposedPath, { choice }: Policy): ExclusionReason | null {
  const cards = cardsOf(composed);
  switch (choice.kind) {
    case "auto":
      return null;
    case "place":
      return cards.every((card) => card.place === choice.place) ? null : "not_chosen_by_caller";
    case "model":
      return cards.every((card) => card.id === choice.model) ? null : "not_chosen_by_caller";
  }
}

/** R7 to R9: the mode, the network, and the device as they are now. */
function placeReason(composed: ComposedPath, situation: Situation): ExclusionReason | null {
  if (composed.cloud !== null) {
    if (situation.mode === "device-only") return "device_only";
    if (!situation.isOnline && !isNear(composed.cloud.card)) return "offline";
  }
  if (composed.device === null) return null;
  const model = composed.device.id;
  const state = situation.deviceModels.find((each) => each.model === model);
  if (state === undefined || state.readiness === "unavailable") return "device_unavailable";
  return state.readiness === "downloadable" && !situation.mayDownload ? "not_downloaded" : null;
}

/** A server on this very machine answers without a network. */
function isNear({ destination }: ModelCard): boolean {
  return destination !== undefined && isOnThisMachine(destination);
}

/** R10 and R11: every model of a path must be able to do what is demanded, within its context. */
function cardReason(composed: ComposedPath, query: Query): ExclusionReason | null {
  for (const card of cardsOf(composed)) {
    const missing = query.demands.find((demand) => !card.capabilities.includes(demand));
    if (missing !== undefined) return lacking(missing);
    if (query.promptTokens >= card.contextTokens) return "context_too_small";
  }
  return null;
}

function lacking(demand: Demand): ExclusionReason {
  switch (demand) {
    case "tools":
      return "lacks_tools";
    case "schema":
      return "lacks_schema";
    case "images":
      return "lacks_images";
    case "logprobs":
      return "lacks_logprobs";
  }
}

/** R12: what was refused or has failed in this request is not tried again. */
function concerns({ scope }: Exclusion, composed: ComposedPath): boolean {
  return cardsOf(composed).some((card) =>
    "place" in scope ? card.place === scope.place : card.id === scope.model,
  );
}

/** R13: the caller's caps, held against what is expected. */
function capReason(figures: PathFigures, policy: Policy): ExclusionReason | null {
  if (policy.maxPriceUsd !== undefined && figures.costUsd > policy.maxPriceUsd)
    return "over_price_cap";
  if (policy.deadlineMs !== undefined && figures.delayMs > policy.deadlineMs)
    return "over_deadline";
  return null;
}

function cardsOf({ device, cloud }: ComposedPath): readonly ModelCard[] {
  return [...(device === null ? [] : [device]), ...(cloud === null ? [] : [cloud.card])];
}

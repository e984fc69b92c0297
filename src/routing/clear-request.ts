import {
  clear,
  consentNeeded,
  type ClearedRequest,
  type OutgoingBody,
} from "../privacy/clearance.ts";
import { grantOf, withGrant } from "../privacy/consent-ledger.ts";
import { RouterError } from "../router-error.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Effort } from "../terms/place.ts";
import type { PrivacyMode } from "../terms/privacy-mode.ts";
import type { Exclusion } from "../terms/situation.ts";
import type { ConsentAnswer, ConsentQuestion, RequestCall, RoutingParts } from "./request-call.ts";

/** From being cleared until it must have left. */
const CLEARANCE_LIFETIME_MS = 60_000;

/** A request that may leave, or what the decision must do without. */
export type ClearanceResult =
  { readonly cleared: ClearedRequest } | { readonly refusal: Exclusion };

/**
 * Takes one cloud step through the gate: the exact bytes are made, the guard reads them, consent is sought where it is
 * needed, and the clearance is minted. Fails only by abort, or with `clearance_invalid` if guard and page disagree.
 */
export async function clearRequest(
  call: RequestCall,
  card: ModelCard,
  effort: Effort | undefined,
  parts: RoutingParts,
  signal: AbortSignal,
): Promise<ClearanceResult> {
  const outgoing = await inspectOutgoing(call, card, effort, parts, signal);
  if (outgoing === null) return refuse("guard_unavailable");
  const need = consentNeeded(outgoing, parts.consents.ledger);
  if (need.kind === "conversation" || need.kind === "exact_bytes") {
    if (parts.askConsent === null) return refuse("consent_required");
    if ((await ask(outgoing, parts.askConsent, signal)) === "keep")
      return refuse("consent_refused");
    // The grant counts from now: a person may have read for a while.
    const granted = grantOf(need.kind, { ...outgoing, now: parts.surroundings.now() });
    parts.consents.ledger = withGrant(parts.consents.ledger, granted);
  }
  const mode = tighter(outgoing.mode, call.modeNow());
  return mint({ ...outgoing, mode, now: parts.surroundings.now() }, parts);
}

async function inspectOutgoing(
  call: RequestCall,
  card: ModelCard,
  effort: Effort | undefined,
  parts: RoutingParts,
  signal: AbortSignal,
): Promise<OutgoingBody | null> {
  const body = parts.cloud.prepareBody(card.id, call.request, effort);
  const [inspection, bodySha256] = await Promise.all([
    parts.guard.inspectBody(body, signal).catch(whenGuardFails),
    parts.surroundings.sha256(body),
  ]);
  signal.throwIfAborted();
  if (inspection === null) return null;
  return {
    body,
    bodySha256,
    inspection,
    destination: card.destination ?? "",
    model: card.id,
    conversation: call.conversation,
    mode: tighter(call.mode, call.modeNow()),
    now: parts.surroundings.now(),
  };
}

function whenGuardFails(cause: unknown): null {
  if (cause instanceof RouterError) return null;
  throw cause;
}

async function ask(
  outgoing: OutgoingBody,
  askConsent: (question: ConsentQuestion, signal: AbortSignal) => Promise<ConsentAnswer>,
  signal: AbortSignal,
): Promise<ConsentAnswer> {
  const { destination, model, body, conversation, inspection } = outgoing;
  const { findings, isOverBudget } = inspection;
  const question = { destination, model, body, findings, isOverBudget, conversation };
  const answer = await askConsent(question, signal);
  signal.throwIfAborted();
  // A caller in plain JavaScript may answer anything; only the one word opens the gate.
  return answer === "send" ? "send" : "keep";
}

function mint(outgoing: OutgoingBody, parts: RoutingParts): ClearanceResult {
  const clearance = clear(
    outgoing,
    parts.consents.ledger,
    parts.surroundings.newId(),
    CLEARANCE_LIFETIME_MS,
  );
  if ("cleared" in clearance) {
    parts.consents.ledger = clearance.ledger;
    return { cleared: clearance.cleared };
  }
  switch (clearance.refused) {
    case "device_only":
    case "consent_required":
      return refuse("consent_required");
    case "hash_mismatch":
    case "malformed":
      throw new RouterError("clearance_invalid", "What the guard saw is not what would leave.");
  }
}

const TIGHTEST_FIRST: readonly PrivacyMode[] = ["device-only", "ask", "allow"];

function tighter(one: PrivacyMode, other: PrivacyMode): PrivacyMode {
  return TIGHTEST_FIRST.find((mode) => mode === one || mode === other) ?? "device-only";
}

function refuse(reason: Exclusion["reason"]): ClearanceResult {
  return { refusal: { scope: { place: "cloud" }, reason } };
}

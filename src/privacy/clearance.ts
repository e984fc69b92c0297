import type { Inspection } from "../terms/finding.ts";
import type { PrivacyMode } from "../terms/privacy-mode.ts";
import { grantFor, withoutGrant, type ConsentLedger, type Grant } from "./consent-ledger.ts";

/**
 * Proof that the guard has seen the exact bytes that leave, for one destination, for a short time.
 * Only `clear` can make one: the private member keeps literals, spreads and look-alikes from type-checking.
 * The egress worker hashes `body` again, since types do not cross a port.
 */
declare class ClearedRequest {
  private constructor();
  private readonly cleared: true;
  /** Names this clearance; the egress worker takes each id once. */
  readonly id: string;
  readonly body: string;
  readonly bodySha256: string;
  /** URL that the body is posted to. */
  readonly destination: string;
  readonly model: string;
  /** Milliseconds since the epoch; from then on it is worth nothing. */
  readonly expiresAt: number;
}
export type { ClearedRequest };

/** The longest a clearance lives. A clearance that claims more is refused: a clock has jumped, or it was forged. */
export const MAX_CLEARANCE_MS = 5 * 60_000;

/** What the guard saw of one body, and the lower-case hex SHA-256 of the bytes it looked at. */
export interface InspectedBody extends Inspection {
  readonly bodySha256: string;
}

/** One body on its way out, before it is cleared. */
export interface OutgoingBody {
  readonly body: string;
  /** Lower-case hex SHA-256 of `body` in UTF-8, computed by the caller; must equal what the guard hashed. */
  readonly bodySha256: string;
  readonly inspection: InspectedBody;
  readonly destination: string;
  readonly model: string;
  readonly conversation: string;
  readonly mode: PrivacyMode;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Which question must be asked before this body may leave. */
export type ConsentNeed =
  | { readonly kind: "none" }
  /** Once for this conversation and destination: nothing was found. */
  | { readonly kind: "conversation" }
  /** For these very bytes: something was found, or the guard could not look at everything. */
  | { readonly kind: "exact_bytes" }
  /** No question can help. */
  | { readonly kind: "never" };

/** Why a body was not cleared. */
export type ClearanceRefusal = "device_only" | "consent_required" | "hash_mismatch" | "malformed";

/** A cleared request and the ledger after it (a single-use grant is spent), or the reason why not. */
export type Clearance =
  | { readonly cleared: ClearedRequest; readonly ledger: ConsentLedger }
  | { readonly refused: ClearanceRefusal };

/**
 * Says which consent is still missing. Pure. Content only raises the level: findings turn the question of a
 * conversation into one about the exact bytes, and a guard over its budget asks even in `allow`.
 */
export function consentNeeded(outgoing: OutgoingBody, ledger: ConsentLedger): ConsentNeed {
  const required = consentRequired(outgoing);
  if (required === "none" || required === "never") return { kind: required };
  return grantFor(ledger, required, outgoing) === null ? { kind: required } : { kind: "none" };
}

/**
 * Mints the only thing that may leave. Refuses, as a value with a reason, in `device-only`, without the consent
 * that `consentNeeded` names, when the guard hashed other bytes than `bodySha256`, and when a field makes no sense.
 * `id` must be new for each call; `lifetimeMs` is at most `MAX_CLEARANCE_MS`.
 */
export function clear(
  outgoing: OutgoingBody,
  ledger: ConsentLedger,
  id: string,
  lifetimeMs: number,
): Clearance {
  if (!isWellFormed(outgoing, id, lifetimeMs)) return { refused: "malformed" };
  if (outgoing.bodySha256 !== outgoing.inspection.bodySha256) return { refused: "hash_mismatch" };
  const required = consentRequired(outgoing);
  if (required === "never") return { refused: "device_only" };
  if (required === "none") return { cleared: mint(outgoing, id, lifetimeMs), ledger };
  const grant: Grant | null = grantFor(ledger, required, outgoing);
  if (grant === null) return { refused: "consent_required" };
  return {
    cleared: mint(outgoing, id, lifetimeMs),
    ledger: grant.kind === "exact_bytes" ? withoutGrant(ledger, grant) : ledger,
  };
}

function consentRequired(outgoing: OutgoingBody): ConsentNeed["kind"] {
  const { isOverBudget, findings } = outgoing.inspection;
  switch (outgoing.mode) {
    case "device-only":
      return "never";
    case "ask":
      return isOverBudget || findings.length > 0 ? "exact_bytes" : "conversation";
    case "allow":
      return isOverBudget ? "exact_bytes" : "none";
  }
}

function isWellFormed(outgoing: OutgoingBody, id: string, lifetimeMs: number): boolean {
  const isTimed = Number.isFinite(outgoing.now) && lifetimeMs > 0 && lifetimeMs <= MAX_CLEARANCE_MS;
  const isNamed = id !== "" && outgoing.destination !== "" && outgoing.model !== "";
  return isTimed && isNamed && /^[0-9a-f]{64}$/.test(outgoing.bodySha256);
}

function mint(outgoing: OutgoingBody, id: string, lifetimeMs: number): ClearedRequest {
  const { body, bodySha256, destination, model, now } = outgoing;
  return Object.freeze({
    id,
    body,
    bodySha256,
    destination,
    model,
    expiresAt: now + lifetimeMs,
  }) as ClearedRequest;
}

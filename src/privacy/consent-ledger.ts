/** What a person allowed. Bytes are allowed once; a conversation without findings as long as it lasts. */
export type Grant =
  | {
      readonly kind: "conversation";
      readonly conversation: string;
      readonly destination: string;
    }
  | {
      readonly kind: "exact_bytes";
      readonly bodySha256: string;
      readonly destination: string;
      readonly model: string;
      /** Milliseconds since the epoch. Outside [grantedAt, expiresAt) it counts for nothing: clocks jump both ways. */
      readonly grantedAt: number;
      readonly expiresAt: number;
    };

/** Every grant that may still be used. A value: each change gives a new one. In memory only. */
export interface ConsentLedger {
  readonly grants: readonly Grant[];
}

/** What a grant is sought for. */
export interface GrantSubject {
  readonly bodySha256: string;
  readonly destination: string;
  readonly model: string;
  readonly conversation: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The longest that a consent to exact bytes waits to be used. */
export const MAX_GRANT_MS = 5 * 60_000;

/** A ledger in which nothing was allowed yet. */
export function emptyLedger(): ConsentLedger {
  return { grants: [] };
}

/** The grant that a person's "send" to a question of this kind gives, as of `subject.now`. */
export function grantOf(kind: Grant["kind"], subject: GrantSubject): Grant {
  const { bodySha256, destination, model, conversation, now } = subject;
  switch (kind) {
    case "conversation":
      return { kind, conversation, destination };
    case "exact_bytes":
      return {
        kind,
        bodySha256,
        destination,
        model,
        grantedAt: now,
        expiresAt: now + MAX_GRANT_MS,
      };
  }
}

/** The ledger with one more grant. */
export function withGrant(ledger: ConsentLedger, grant: Grant): ConsentLedger {
  return { grants: [...ledger.grants, grant] };
}

/** The ledger without one grant, as after its single use. Takes out one even if an equal one was given twice. */
export function withoutGrant(ledger: ConsentLedger, grant: Grant): ConsentLedger {
  const index = ledger.grants.indexOf(grant);
  return { grants: ledger.grants.filter((_, position) => position !== index) };
}

/** The grant of this kind that covers the subject, or null. A grant of the other kind never does. */
export function grantFor(
  ledger: ConsentLedger,
  kind: Grant["kind"],
  subject: GrantSubject,
): Grant | null {
  return ledger.grants.find((grant) => grant.kind === kind && covers(grant, subject)) ?? null;
}

function covers(grant: Grant, subject: GrantSubject): boolean {
  if (grant.destination !== subject.destination) return false;
  switch (grant.kind) {
    case "conversation":
      return grant.conversation === subject.conversation;
    case "exact_bytes":
      return (
        grant.bodySha256 === subject.bodySha256 &&
        grant.model === subject.model &&
        grant.grantedAt <= subject.now &&
        subject.now < grant.expiresAt
      );
  }
}

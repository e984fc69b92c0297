
declare const cleared: unique symbol;

/**
 * Proof that the guard has seen the exact bytes that leave, for one destination, for a short time.
 * Only `clear` can make one. The egress worker hashes `body` again, since types do not cross a port.
 */
export interface ClearedRequest {
  readonly [cleared]: true;
  /** Names this clearance; the egress worker takes each id once. */
  readonly id: string;
  readonly body: string;
  readonly bodySha256: string;
  /** URL that the body is posted to. */
  readonly destination: string;
  readonly model: string;
  /** Milliseconds since the epoch; later than this it is worth nothing. */
  readonly expiresAt: number;
}

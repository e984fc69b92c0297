import { MAX_CLEARANCE_MS, type ClearedRequest } from "./clearance.ts";

/** Why the egress worker does not send. */
export type ClearanceFault = "malformed" | "hash_differs" | "expired" | "clock_jumped";

/**
 * Checks a request that came over a port, where types mean nothing. Null: it may leave. `sha256OfBody` is the
 * lower-case hex SHA-256 that the caller has just computed over the UTF-8 bytes it is about to send; `now` is in
 * milliseconds since the epoch. The caller takes each `id` once.
 */
export function verifyCleared(
  request: unknown,
  seen: { readonly now: number; readonly sha256OfBody: string },
): ClearanceFault | null {
  if (!isShaped(request)) return "malformed";
  if (request.bodySha256 !== seen.sha256OfBody) return "hash_differs";
  const remainingMs = request.expiresAt - seen.now;
  if (!(remainingMs > 0)) return "expired";
  return remainingMs > MAX_CLEARANCE_MS ? "clock_jumped" : null;
}

type Fields = Pick<
  ClearedRequest,
  "id" | "body" | "bodySha256" | "destination" | "model" | "expiresAt"
>;

function isShaped(request: unknown): request is Fields {
  if (typeof request !== "object" || request === null) return false;
  const fields = request as Readonly<Record<string, unknown>>;
  const names = ["id", "bodySha256", "destination", "model"];
  return (
    typeof fields["body"] === "string" &&
    typeof fields["expiresAt"] === "number" &&
    names.every((name) => typeof fields[name] === "string" && fields[name] !== "")
  );
}

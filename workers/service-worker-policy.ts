/**
 * Reads the page's word about the endpoint: its origin, or null for none. `undefined` for any other message, and for
 * anything that is not exactly one web origin, so that no message can loosen a policy.
 */
export function readEndpoint(message: unknown): string | null | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { type, origin } = message as { type?: unknown; origin?: unknown };
  if (type !== "endpoint") return undefined;
  if (origin === null) return null;
  return typeof origin === "string" && isWebOrigin(origin) ? origin : undefined;
}

function isWebOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.origin === text;
  } catch {
    return false;
  }
}

/** The egress worker's policy: our own origin, where a relay may be, and the one endpoint that is set. */
export function egressPolicy(endpoint: string | null): string {
  const sources = endpoint === null ? "'self'" : `'self' ${endpoint}`;
  return `default-src 'none'; script-src 'self'; connect-src ${sources}`;
}

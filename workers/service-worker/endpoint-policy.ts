/** What a page says when its endpoint is set or changed; null stands for no endpoint. */
export interface EndpointMessage {
  readonly type: "endpoint";
  readonly origin: string | null;
}

/** Takes a message only in its exact shape: what is not a plain http(s) origin could add to the policy's text. */
export function readEndpointMessage(data: unknown): EndpointMessage | null {
  if (typeof data !== "object" || data === null) return null;
  const { type, origin } = data as { readonly type?: unknown; readonly origin?: unknown };
  if (type !== "endpoint") return null;
  return origin === null || isWebOrigin(origin) ? { type, origin } : null;
}

/**
 * The same Content-Security-Policy, with connections to one origin alone (null: to none).
 * A policy that does not name connections gets the directive.
 */
export function holdToOrigin(policy: string, origin: string | null): string {
  const directive = `connect-src ${origin ?? "'none'"}`;
  const others = policy
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^connect-src(\s|$)/i.test(part));
  return [...others, directive].join("; ");
}

/** The characters are named, since a URL's host may hold some that mean more in a policy, as "*" and ";" do. */
function isWebOrigin(value: unknown): value is string {
  if (typeof value !== "string" || !/^https?:\/\/[\w.:[\]-]+$/.test(value)) return false;
  return URL.parse(value)?.origin === value;
}

import type { DestinationSettings } from "../../workers/egress.contract.ts";
import { RouterError } from "../router-error.ts";
import type { CloudOptions } from "../router.ts";
import { destinationOf } from "./destination-of.ts";

/** One endpoint as it was set: its destination and settings belong together and never mix with another's. */
export interface Endpoint {
  /** The URL that is posted to. */
  readonly destination: string;
  /**
   * What the destination needs, with a fresh token if the page gives them. Fails with `cloud_unauthorized` if it cannot,
   * `cloud_timeout` if it does not within 30 s, or the signal's reason.
   */
  settings(signal: AbortSignal): Promise<DestinationSettings>;
}

/** Until an answer's headers, its first token, and between two tokens. */
const TIMEOUTS = { headersMs: 30_000, firstTokenMs: 60_000, betweenTokensMs: 30_000 };
const MAX_RETRIES = 2;
const TOKEN_MS = 30_000;

/** The endpoint of checked options; what the page changes in them later changes nothing. */
export function endpointOf(options: CloudOptions, pageUrl: string): Endpoint {
  const { apiKey, credentials, timeouts } = options;
  const fixed = {
    sendsCookies: credentials === "include",
    headers: { ...options.headers },
    timeouts: {
      headersMs: timeouts?.headersMs ?? TIMEOUTS.headersMs,
      firstTokenMs: timeouts?.firstTokenMs ?? TIMEOUTS.firstTokenMs,
      betweenTokensMs: timeouts?.betweenTokensMs ?? TIMEOUTS.betweenTokensMs,
    },
    maxRetries: options.maxRetries ?? MAX_RETRIES,
  };
  const getToken = options.getToken?.bind(options);
  return {
    destination: destinationOf(options.baseUrl, pageUrl),
    async settings(signal) {
      const key = (getToken === undefined ? undefined : await tokenOf(getToken, signal)) ?? apiKey;
      return { ...fixed, ...(key === undefined || key === "" ? {} : { key }) };
    },
  };
}

/** The page's token. A page that hangs holds nobody up. */
async function tokenOf(
  getToken: () => Promise<string>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const late = new RouterError("cloud_timeout", `The page gave no token for ${TOKEN_MS} ms.`);
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(late), TOKEN_MS);
  const over = AbortSignal.any([signal, waiting.signal]);
  const ended = new Promise<never>((_, reject) => {
    over.addEventListener("abort", () => reject(over.reason), { once: true });
  });
  try {
    return await Promise.race([asked(getToken), ended]);
  } finally {
    clearTimeout(timer);
  }
}

async function asked(getToken: () => Promise<string>): Promise<string | undefined> {
  let token: unknown;
  try {
    token = await getToken();
  } catch (cause) {
    throw new RouterError("cloud_unauthorized", "The page could not get a token.", { cause });
  }
  if (typeof token === "string" || token === undefined) return token;
  throw new RouterError("cloud_unauthorized", "The page gave a token that is no text.");
}

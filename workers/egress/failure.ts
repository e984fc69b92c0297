import type { RouterErrorCode } from "../../src/router-error.ts";

/** Why an answer did not come, or not whole. Thrown inside the egress worker, told as a `failed` event outside. */
export class EgressFailure extends Error {
  override readonly name = "EgressFailure";
  readonly code: RouterErrorCode;
  readonly status: number | undefined;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: RouterErrorCode,
    message: string,
    more: {
      readonly status?: number;
      readonly retryAfterMs?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** The failure that an HTTP status means. `told` is the upstream's own sentence, shortened, or "". */
export function failureOfStatus(
  status: number,
  told: string,
  retryAfterMs: number | undefined,
): EgressFailure {
  const [code, sentence] = meaningOf(status);
  const message = told === "" ? sentence : `${sentence} It said: ${told}`;
  return new EgressFailure(code, message, {
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function meaningOf(status: number): readonly [RouterErrorCode, string] {
  if (status === 401 || status === 403)
    return ["cloud_unauthorized", "The cloud endpoint did not accept the key."];
  if (status === 404 || status === 410)
    return ["cloud_not_found", "The cloud endpoint does not know this address or model."];
  if (status === 429)
    return ["cloud_rate_limited", "The cloud endpoint has had too many requests."];
  if (status === 408 || status >= 500) return ["cloud_failed", "The cloud endpoint failed."];
  return ["cloud_request_refused", "The cloud endpoint refused this request."];
}

import type { RouterErrorCode } from "../../src/router-error.ts";

/** Why an answer did not come, or not whole. Thrown inside the egress worker, told as a `failed` event outside. */
export class EgressFailure extends Error {
  override readonly name = "EgressFailure";
  readonly code: RouterErrorCode;
  readonly status: number | undefined;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The upstream's own words, or "". They may hold the key: only `publicMessage` carries them on. */
  readonly said: string;

  constructor(
    code: RouterErrorCode,
    message: string,
    more: {
      readonly status?: number;
      readonly retryAfterMs?: number | undefined;
      readonly said?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
    this.said = more.said ?? "";
  }
}

/** The failure that an HTTP status means. `said` is the upstream's own sentence, or "". */
export function failureOfStatus(
  status: number,
  said: string,
  retryAfterMs: number | undefined,
): EgressFailure {
  const [code, sentence] = meaningOf(status);
  return new EgressFailure(code, sentence, { status, said, retryAfterMs });
}

/** The failure that the `error` field of an answer means: an object, in which a code or status may name it, or a string. */
export function failureInAnswer(error: unknown): EgressFailure {
  if (typeof error !== "object" || error === null)
    return new EgressFailure("cloud_failed", FAILED, { said: wordsOf(error) });
  const fields = error as Readonly<Record<string, unknown>>;
  const said = wordsOf(fields["message"]);
  const status = [fields["status"], fields["code"]].map(Number).find(isFailing);
  if (status === undefined) return new EgressFailure("cloud_failed", FAILED, { said });
  return failureOfStatus(status, said, undefined);
}

/** The text, or "" for everything else. */
export function wordsOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

const FAILED = "The cloud endpoint failed.";

function isFailing(status: number): boolean {
  return Number.isInteger(status) && status >= 400 && status <= 599;
}

function meaningOf(status: number): readonly [RouterErrorCode, string] {
  if (status === 401 || status === 403)
    return ["cloud_unauthorized", "The cloud endpoint did not accept the key."];
  if (status === 404 || status === 410)
    return ["cloud_not_found", "The cloud endpoint does not know this address or model."];
  if (status === 429)
    return ["cloud_rate_limited", "The cloud endpoint has had too many requests."];
  if (status === 408 || status >= 500) return ["cloud_failed", FAILED];
  return ["cloud_request_refused", "The cloud endpoint refused this request."];
}

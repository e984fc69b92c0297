import { RouterError } from "../../src/router-error.ts";
import { pause } from "./pause.ts";
import { pageCame, SourceFailure, unreachable } from "./source-failure.ts";

/** A hub, and how patient the store is with it. */
export interface HubAccess {
  /** Without a slash at its end. */
  readonly hubUrl: string;
  readonly silenceMs: number;
  readonly backoffMs: readonly number[];
  /** It is still at work, though nothing has come. */
  onSign(): void;
}

/** An answer of the hub, parsed but not checked. */
export interface HubAnswer {
  readonly response: Response;
  readonly json: unknown;
}

/**
 * Asks a hub for JSON, again while it does not answer. `repository` is for the sentence of a failure. Fails with
 * `model_missing`, `model_source_unreachable` or `model_corrupt`.
 */
export async function askHub(
  url: string,
  repository: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<HubAnswer> {
  for (let tries = 0; ; tries++) {
    hub.onSign();
    try {
      return await askOnce(url, repository, hub, signal);
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      const waitMs = hub.backoffMs[tries];
      if (error.remedy !== "retry" || waitMs === undefined) {
        throw new RouterError(error.code, error.message, { cause: error });
      }
      await pause(waitMs, signal);
    }
  }
}

async function askOnce(
  url: string,
  repository: string,
  { silenceMs }: HubAccess,
  signal: AbortSignal,
): Promise<HubAnswer> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(silenceMs)]);
    const response = await fetch(url, { signal: limit, cache: "no-store" });
    checkAnswer(response, repository);
    return { response, json: parse(await response.text(), repository) };
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof SourceFailure || cause instanceof RouterError) throw cause;
    throw unreachable(repository, cause);
  }
}

function checkAnswer({ status, headers }: Response, repository: string): void {
  if (status >= 500 || status === 429 || status === 408) throw unreachable(repository, { status });
  if (headers.get("content-type")?.startsWith("text/html")) throw pageCame(repository);
  if (status === 200) return;
  const message = `${repository}: the hub has no such repository, or keeps it private.`;
  throw new SourceFailure("model_missing", message, "give-up", { status });
}

function parse(text: string, repository: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw nonsense(repository, cause);
  }
}

/** The failure of a hub that answers something that cannot be. */
export function nonsense(repository: string, cause?: unknown): RouterError {
  const message = `${repository}: the hub's list of its files cannot be read.`;
  return new RouterError("model_corrupt", message, { cause });
}

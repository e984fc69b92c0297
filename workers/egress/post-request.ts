import type { AnswerEvent } from "../../src/terms/answer-event.ts";
import type { DestinationSettings } from "../egress.contract.ts";
import { inTime } from "./deadline.ts";
import { EgressFailure, failureOfStatus, wordsOf } from "./failure.ts";
import { readAnswer } from "./read-answer.ts";
import { retryAfterMs, retryDelayMs } from "./retry-delay.ts";

/** What is posted, and where to. */
export interface Outgoing {
  readonly destination: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Nothing is sent from then on. Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What posting needs from outside, so that it can be tested in Node. */
export interface PostSurroundings {
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Posts a body and yields the answer. Tries again, after a pause, only while no byte of an answer has come and the
 * clearance is worth something. Fails with a
 * `cloud_*` code as an `EgressFailure`, or with the signal's reason.
 */
export async function* postRequest(
  outgoing: Outgoing,
  settings: DestinationSettings,
  surroundings: PostSurroundings,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void> {
  const response = await answeredPost(outgoing, settings, surroundings, signal);
  yield* readAnswer(response, settings.timeouts, signal);
}

/** A response that means an answer; anything else is tried again while it may help, then thrown. */
async function answeredPost(
  outgoing: Outgoing,
  settings: DestinationSettings,
  surroundings: PostSurroundings,
  signal: AbortSignal,
): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await post(outgoing, settings, surroundings, signal);
    } catch (failure) {
      signal.throwIfAborted();
      const delayMs =
        attempt < settings.maxRetries && failure instanceof EgressFailure
          ? retryDelayMs(failure, attempt, surroundings.random())
          : null;
      const isWorthless = delayMs === null || surroundings.now() + delayMs >= outgoing.expiresAt;
      if (isWorthless) throw failure;
      await surroundings.wait(delayMs, signal);
    }
  }
}

async function post(
  { destination, body }: Outgoing,
  settings: DestinationSettings,
  { fetch, now }: PostSurroundings,
  signal: AbortSignal,
): Promise<Response> {
  // Its own controller, so that a deadline ends the request as an abort does.
  const ends = new AbortController();
  const abort = (): void => ends.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  const asked = fetch(destination, {
    method: "POST",
    headers: headersOf(settings),
    body,
    signal: ends.signal,
    redirect: "error",
    credentials: settings.sendsCookies ? "include" : "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });
  try {
    const response = await inTime(asked, settings.timeouts.headersMs, "no answer", signal);
    if (response.ok) return response;
    throw await failureOf(response, now(), signal);
  } catch (cause) {
    signal.throwIfAborted();
    ends.abort();
    if (cause instanceof EgressFailure) throw cause;
    throw new EgressFailure("cloud_unreachable", "The cloud endpoint cannot be reached.", {
      cause,
    });
  }
}

/** The constant headers never replace those that Nearside sets, however they are spelled. */
function headersOf({ key, headers }: DestinationSettings): Headers {
  const all = new Headers(headers);
  all.set("content-type", "application/json");
  all.set("accept", "text/event-stream, application/json");
  all.delete("authorization");
  if (key !== undefined) all.set("authorization", `Bearer ${key}`);
  return all;
}

async function failureOf(
  response: Response,
  now: number,
  signal: AbortSignal,
): Promise<EgressFailure> {
  const retryAfter = retryAfterMs(response.headers.get("retry-after"), now);
  return failureOfStatus(response.status, await toldIn(response, signal), retryAfter);
}

/** The upstream's own sentence, if it sent one in OpenAI's error body in a moment. */
async function toldIn(response: Response, signal: AbortSignal): Promise<string> {
  try {
    const body: unknown = JSON.parse(await inTime(response.text(), 2_000, "no reason", signal));
    const { error } = body as { error?: { message?: unknown } | string };
    return typeof error === "string" ? error : wordsOf(error?.message);
  } catch {
    return "";
  }
}

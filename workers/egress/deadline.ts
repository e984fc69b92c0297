import { EgressFailure } from "./failure.ts";

/** The promise's value, or `cloud_timeout` after `ms`, or the signal's reason once it aborts. */
export async function inTime<Value>(
  promise: Promise<Value>,
  ms: number,
  awaited: string,
  signal: AbortSignal,
): Promise<Value> {
  // An abort that comes first leaves nobody to hear this fail.
  promise.catch(() => undefined);
  signal.throwIfAborted();
  return await new Promise<Value>((resolve, reject) => {
    const late = (): void =>
      reject(new EgressFailure("cloud_timeout", `The cloud endpoint gave ${awaited} in time.`));
    const aborted = (): void => reject(signal.reason);
    const timer = setTimeout(late, ms);
    signal.addEventListener("abort", aborted, { once: true });
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
    });
  });
}

/** How long an answer may still be silent. Bytes that add nothing to it, like comments, are silence. */
export interface Patience {
  leftMs(): number;
  /** Something was said: the time between tokens begins anew. */
  said(): void;
  /** The answer is whole: what may still follow is waited for only a moment. */
  finished(): void;
}

/** How long usage may still take once the answer itself is whole. */
const GRACE_MS = 2_000;

/** Patience of `firstMs` until something is said, then of `nextMs` each time. In milliseconds. */
export function patienceOf(firstMs: number, nextMs: number): Patience {
  let limitMs = firstMs;
  let since = performance.now();
  const renew = (ms: number): void => {
    limitMs = ms;
    since = performance.now();
  };
  return {
    leftMs: () => Math.max(0, since + limitMs - performance.now()),
    said: () => renew(nextMs),
    finished: () => renew(Math.min(GRACE_MS, nextMs)),
  };
}

/**
 * Reads a body in pieces for as long as patience lasts. Fails with `cloud_timeout`, `cloud_stream_broken`, or the
 * signal's reason. The body is let go however this ends.
 */
export async function* piecesInTime(
  body: ReadableStream<Uint8Array>,
  patience: Patience,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  const read = (): Promise<ReadableStreamReadResult<Uint8Array>> =>
    reader.read().catch((cause: unknown) => {
      throw new EgressFailure("cloud_stream_broken", "The cloud's answer broke off.", { cause });
    });
  try {
    for (;;) {
      const { done, value } = await inTime(read(), patience.leftMs(), "nothing more", signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Not awaited: a body that hangs would hang its own cancelling.
    reader.cancel().catch(() => undefined);
  }
}

import { EgressFailure } from "./failure.ts";

/** The promise's value, or `cloud_timeout` after `ms`, or the signal's reason once it aborts. */
export async function inTime<Value>(
  promise: Promise<Value>,
  ms: number,
  awaited: string,
  signal: AbortSignal,
): Promise<Value> {
  signal.throwIfAborted();
  return await new Promise<Value>((resolve, reject) => {
    const late = (): void =>
      reject(
        new EgressFailure("cloud_timeout", `The cloud endpoint gave ${awaited} for ${ms} ms.`),
      );
    const aborted = (): void => reject(signal.reason);
    const timer = setTimeout(late, ms);
    signal.addEventListener("abort", aborted, { once: true });
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
    });
  });
}

/** Reads a body in pieces; the first may take `firstMs`, each later one `nextMs`. The body is let go however this ends. */
export async function* piecesInTime(
  body: ReadableStream<Uint8Array>,
  firstMs: number,
  nextMs: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  let ms = firstMs;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), ms, "nothing more", signal);
      if (done) return;
      ms = nextMs;
      yield value;
    }
  } finally {
    // Not awaited: a body that hangs would hang its own cancelling.
    reader.cancel().catch(() => undefined);
  }
}

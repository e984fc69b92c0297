/**
 * The work's result, or the reason of `life` once that ends, or `late` after `timeoutMs`. The work itself is not stopped.
 * Once the work settles, no timer and no listener is left.
 */
export function untilEnded<T>(
  work: Promise<T>,
  life: AbortSignal,
  timeoutMs: number,
  late: Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late), timeoutMs);
    const onEnd = () => reject(life.reason as Error);
    life.addEventListener("abort", onEnd, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      life.removeEventListener("abort", onEnd);
    });
  });
}

/** The work's result, or the caller's abort; the work itself goes on for the next caller. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

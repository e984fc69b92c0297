/**
 * The work's result, or the reason of `life` once that ends, or `late` after `timeoutMs`. The work itself is not stopped.
 * Leaves no timer and no listener behind.
 */
export function untilEnded<T>(
  work: Promise<T>,
  life: AbortSignal,
  timeoutMs: number,
  late: Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(late)), timeoutMs);
    const onEnd = () => settle(() => reject(life.reason as Error));
    function settle(how: () => void): void {
      clearTimeout(timer);
      life.removeEventListener("abort", onEnd);
      how();
    }
    life.addEventListener("abort", onEnd, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (cause: unknown) => settle(() => reject(cause)),
    );
  });
}

/** The work's result, or the caller's abort; the work itself goes on for the next caller. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

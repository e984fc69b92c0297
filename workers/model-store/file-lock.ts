/**
 * Runs `work` while no other tab works under the same name, and `onWait` every so often until it may begin. Where the
 * browser has no locks (an insecure page) it runs at once. An abort while waiting rejects with the signal's reason.
 */
export async function withLock<T>(
  name: string,
  work: () => Promise<T>,
  onWait: () => void,
  signal: AbortSignal,
): Promise<T> {
  if (!("locks" in navigator)) return work();
  const waiting = setInterval(onWait, WAITING_SIGN_MS);
  try {
    return await navigator.locks.request(lockName(name), { signal }, () => {
      clearInterval(waiting);
      return work();
    });
  } finally {
    clearInterval(waiting);
  }
}

/** Runs `work` if nobody works under that name; "busy" otherwise. */
export async function withFreeLock(
  name: string,
  work: () => Promise<void>,
): Promise<"done" | "busy"> {
  const run = () => work().then(() => "done" as const);
  if (!("locks" in navigator)) return run();
  return await navigator.locks.request(lockName(name), { ifAvailable: true }, (lock) =>
    lock === null ? ("busy" as const) : run(),
  );
}

/** While another tab works on the same thing, this often a sign of life is given. */
const WAITING_SIGN_MS = 1_000;

function lockName(name: string): string {
  return `nearside-model:${name}`;
}

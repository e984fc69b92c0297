/**
 * What `ask` finds, or null where it throws, rejects or takes longer than `deadlineMs`. A probe cannot be stopped: one that
 * is late goes on unheard. Never fails.
 */
export async function probe<T>(
  ask: () => T | Promise<T>,
  deadlineMs: number,
): Promise<Awaited<T> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deadlineMs);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Room for models in this browser. */
export interface StorageRoom {
  readonly quotaBytes: number;
  readonly usageBytes: number;
  /** True where the browser will not clear the origin by itself. */
  readonly isPersistent: boolean;
}

type Manager = Pick<StorageManager, "estimate" | "persist" | "persisted">;

/** Asks the browser how much room there is; null where it does not tell. */
export async function storageRoom(
  manager: Manager | undefined = navigator.storage,
): Promise<StorageRoom | null> {
  try {
    const estimate = await manager?.estimate();
    if (manager === undefined || estimate?.quota === undefined) return null;
    const isPersistent = await manager.persisted();
    return { quotaBytes: estimate.quota, usageBytes: estimate.usage ?? 0, isPersistent };
  } catch {
    return null;
  }
}

/**
 * Asks the browser not to clear the origin by itself; some ask the person, so call it on a gesture. Resolves to whether it
 * holds now.
 */
export async function persistStorage(
  manager: Manager | undefined = navigator.storage,
): Promise<boolean> {
  try {
    return (await manager?.persist()) ?? false;
  } catch {
    return false;
  }
}

/**
 * Asks the browser not to clear this origin by itself when space is short; call it in a gesture, since some browsers ask
 * the person. Resolves to whether it holds now. Never fails: a browser that cannot be asked has not promised anything.
 */
export async function persistStorage(
  storage: Pick<StorageManager, "persist"> | undefined = navigator.storage,
): Promise<boolean> {
  try {
    return (await storage?.persist()) ?? false;
  } catch {
    return false;
  }
}

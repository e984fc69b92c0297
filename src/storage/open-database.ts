import { deleteDB, openDB } from "idb";
import { DeadlineError, withDeadline } from "./deadline.ts";
import type { MemoryLoss } from "./memory-loss.ts";
import { schemaVersion, upgradeSchema } from "./schema.ts";
import type { MemoryDatabase, MemorySchema } from "./schema.ts";

/** The database was opened by older code elsewhere that did not make way in time. */
class HeldError extends Error {
  override readonly name = "HeldError";
}

/**
 * Opens the database at the newest schema. Fails with a `DOMException`, a `DeadlineError` or a `HeldError`.
 * `onLost` is called once the open database can no longer be used; by then it is closed.
 */
export async function openDatabase(
  name: string,
  deadlineMs: number,
  onLost: (loss: MemoryLoss) => void,
): Promise<MemoryDatabase> {
  let isBlocked = false;
  const opening = openDB<MemorySchema>(name, schemaVersion, {
    upgrade: upgradeSchema,
    blocked() {
      isBlocked = true;
    },
    blocking(_currentVersion, nextVersion, event) {
      // Newer code waits for this connection to close; holding it would keep that tab from opening at all.
      (event.target as IDBDatabase).close();
      onLost(nextVersion === null ? "deleted" : "superseded");
    },
    terminated() {
      onLost("ended");
    },
  });
  try {
    return await withDeadline(opening, deadlineMs);
  } catch (cause) {
    // It may still open after the deadline; nobody would close it then.
    opening.then(
      (database) => {
        database.close();
      },
      () => undefined,
    );
    if (isBlocked && cause instanceof DeadlineError) {
      throw new HeldError("An older connection is still open.", { cause });
    }
    throw cause;
  }
}

/** Deletes the whole database, whatever its version. Fails as `openDatabase` does. */
export async function deleteDatabase(name: string, deadlineMs: number): Promise<void> {
  await withDeadline(deleteDB(name), deadlineMs);
}

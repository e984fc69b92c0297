import { pause } from "./pause.ts";
import type { FolderWriter, ModelFolder } from "./model-folder.ts";

/** Browsers rename files of the private file system; the type library does not know it yet. */
interface RenamableFile extends FileSystemFileHandle {
  move(name: string): Promise<void>;
}

/** A worker that was ended lets go of its files a moment later: waits before the next attempts at one. */
const BUSY_WAITS_MS: readonly number[] = [50, 200, 750];

/** Keeps files in a folder of the origin's private file system. Rejects where the browser refuses it or lacks a part of it. */
export async function openPrivateFolder(folderName: string): Promise<ModelFolder> {
  const { prototype } = FileSystemFileHandle;
  if (!("createSyncAccessHandle" in prototype && "move" in prototype)) {
    throw new DOMException("The private file system is not complete.", "NotSupportedError");
  }
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folderName, { create: true });
  return {
    isLasting: true,
    async names() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    async read(name) {
      const handle = await existing(folder, name);
      return handle ? handle.getFile() : null;
    },
    async append(name) {
      const handle = await folder.getFileHandle(name, { create: true });
      return privateWriter(await openAccess(handle));
    },
    async rename(name, newName) {
      const handle = (await folder.getFileHandle(name)) as RenamableFile;
      await handle.move(newName);
    },
    async remove(name) {
      if (await existing(folder, name)) await folder.removeEntry(name);
    },
  };
}

async function existing(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle | null> {
  try {
    return await folder.getFileHandle(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return null;
    throw error;
  }
}

async function openAccess(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  for (const waitMs of BUSY_WAITS_MS) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      const isBusy = error instanceof DOMException && error.name === "NoModificationAllowedError";
      if (!isBusy) throw error;
      await pause(waitMs);
    }
  }
  return handle.createSyncAccessHandle();
}

function privateWriter(access: FileSystemSyncAccessHandle): FolderWriter {
  let size = access.getSize();
  return {
    get size() {
      return size;
    },
    write(bytes) {
      const written = access.write(bytes, { at: size });
      // On a full disk Chromium returns too few, or a number far beyond what was given.
      if (written !== bytes.byteLength) {
        access.truncate(size);
        throw new DOMException("The disk is full.", "QuotaExceededError");
      }
      size += written;
    },
    clear() {
      access.truncate(0);
      size = 0;
    },
    close() {
      access.flush();
      access.close();
    },
  };
}

import type { FolderWriter, ModelFolder } from "./model-folder.ts";

const FOLDER = "nearside-models";

/** Browsers rename files of the private file system; the type library does not know it yet. */
interface RenamableFile extends FileSystemFileHandle {
  move?(name: string): Promise<void>;
}

/** Keeps files in the origin's private file system. Rejects where the browser refuses it. */
export async function openPrivateFolder(): Promise<ModelFolder> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
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
      return privateWriter(await handle.createSyncAccessHandle());
    },
    rename: (name, newName) => rename(folder, name, newName),
    async remove(name) {
      if (await existing(folder, name)) await folder.removeEntry(name);
    },
  };
}

async function existing(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<RenamableFile | null> {
  try {
    return await folder.getFileHandle(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return null;
    throw error;
  }
}

async function rename(
  folder: FileSystemDirectoryHandle,
  name: string,
  newName: string,
): Promise<void> {
  const handle = await existing(folder, name);
  if (!handle?.move) throw new DOMException("This file cannot be renamed.", "NotSupportedError");
  await handle.move(newName);
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

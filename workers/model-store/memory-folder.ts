import type { FolderWriter, ModelFolder } from "./model-folder.ts";

/** Keeps files in memory: for browsers that refuse the private file system. */
export function createMemoryFolder(): ModelFolder {
  const files = new Map<string, Uint8Array<ArrayBuffer>[]>();
  return {
    isLasting: false,
    names: async () => [...files.keys()],
    async read(name) {
      const chunks = files.get(name);
      return chunks ? new Blob(chunks) : null;
    },
    append: async (name) => memoryWriter(files, name),
    async rename(name, newName) {
      const chunks = files.get(name);
      if (chunks) files.set(newName, chunks);
      files.delete(name);
    },
    async remove(name) {
      files.delete(name);
    },
  };
}

function memoryWriter(files: Map<string, Uint8Array<ArrayBuffer>[]>, name: string): FolderWriter {
  const chunks = files.get(name) ?? [];
  files.set(name, chunks);
  let size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  return {
    get size() {
      return size;
    },
    write(bytes) {
      chunks.push(bytes.slice());
      size += bytes.byteLength;
    },
    clear() {
      chunks.length = 0;
      size = 0;
    },
    close() {},
  };
}

import { createSHA256 } from "hash-wasm";

/** SHA-256 over bytes as they come. */
export interface FileDigest {
  add(bytes: Uint8Array): void;
  clear(): void;
  /** Lower-case hex; nothing can be added afterwards. */
  hex(): string;
}

/** Web Crypto digests whole buffers only, and a model does not fit in one. */
export async function createFileDigest(): Promise<FileDigest> {
  const hasher = await createSHA256();
  hasher.init();
  return {
    add: (bytes) => void hasher.update(bytes),
    clear: () => void hasher.init(),
    hex: () => hasher.digest("hex"),
  };
}

/** Adds a whole blob to a digest, chunk by chunk. Checks the signal at each chunk. */
export async function digestBlob(
  blob: Blob,
  digest: FileDigest,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const chunkBytes = 4 << 20;
  for (let start = 0; start < blob.size; start += chunkBytes) {
    signal.throwIfAborted();
    const bytes = new Uint8Array(await blob.slice(start, start + chunkBytes).arrayBuffer());
    digest.add(bytes);
    onBytes(bytes.byteLength);
  }
}

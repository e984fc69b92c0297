import { createSHA1, createSHA256 } from "hash-wasm";

/** Bytes of one chunk of a stored file; the last one is shorter. */
export const CHUNK_BYTES = 8 << 20;

/** All that is hashed while a file passes by, in lower-case hex. */
export interface FileHashes {
  readonly sha256: string;
  /** As git hashes a blob of these bytes; null where that was not asked for. */
  readonly gitSha1: string | null;
  /** SHA-256 of each `CHUNK_BYTES` in turn: what a browser can verify natively when it reads the file back. */
  readonly chunkSha256s: readonly string[];
}

/** Hashes over bytes as they come. */
export interface FileDigest {
  add(bytes: Uint8Array): void;
  /** Forgets what was added. */
  clear(): void;
  /** Nothing can be added afterwards, until `clear`. */
  finish(): FileHashes;
}

/**
 * Web Crypto digests whole buffers only, and a model does not fit in one. `gitBytes` is the length of the file, where
 * git's hash of it is wanted: it begins with that length.
 */
export async function createFileDigest(gitBytes: number | null): Promise<FileDigest> {
  const whole = await createSHA256();
  const chunk = await createSHA256();
  const git = gitBytes === null ? null : await createSHA1();
  let chunkSha256s: string[] = [];
  let chunkFill = 0;
  const endChunk = () => {
    chunkSha256s.push(chunk.digest("hex"));
    chunk.init();
    chunkFill = 0;
  };
  const addToChunks = (bytes: Uint8Array) => {
    for (let start = 0; start < bytes.byteLength;) {
      const piece = bytes.subarray(start, start + CHUNK_BYTES - chunkFill);
      chunk.update(piece);
      start += piece.byteLength;
      chunkFill += piece.byteLength;
      if (chunkFill === CHUNK_BYTES) endChunk();
    }
  };
  const clear = () => {
    whole.init();
    chunk.init();
    git?.init().update(`blob ${String(gitBytes)}\0`);
    chunkSha256s = [];
    chunkFill = 0;
  };
  clear();
  return {
    add(bytes) {
      whole.update(bytes);
      git?.update(bytes);
      addToChunks(bytes);
    },
    clear,
    finish() {
      if (chunkFill > 0) endChunk();
      return { sha256: whole.digest("hex"), gitSha1: git?.digest("hex") ?? null, chunkSha256s };
    },
  };
}

/** Adds a whole blob to a digest, chunk by chunk, and says how far it is. Checks the signal at each chunk. */
export async function digestBlob(
  blob: Blob,
  digest: FileDigest,
  onChecked: (checkedBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let start = 0; start < blob.size; start += CHUNK_BYTES) {
    signal.throwIfAborted();
    const bytes = new Uint8Array(await blob.slice(start, start + CHUNK_BYTES).arrayBuffer());
    digest.add(bytes);
    onChecked(start + bytes.byteLength);
  }
}

import type { StoredFile } from "../model-store.contract.ts";
import { CHUNK_BYTES, createFileDigest, digestBlob, type FileHashes } from "./file-digest.ts";
import type { Pin } from "./store-records.ts";

/** Chunks that are read and hashed at a time: one is read while the other is hashed. */
const LANES = 2;

/** A stored file, and what it must be. */
export interface StoredBytes {
  readonly file: StoredFile;
  readonly blob: Blob;
  readonly pin: Pin | null;
}

/** Whether it is what it must be, and its hashes where they had to be taken anew. */
export interface Verdict {
  readonly isRight: boolean;
  readonly hashes: FileHashes | null;
}

/**
 * Reads a stored file from end to end and says whether every byte is as it was pinned or published. `onChecked` is told
 * how many bytes of it have been hashed; it starts over where they are hashed in another way.
 */
export async function verifyStored(
  stored: StoredBytes,
  onChecked: (checkedBytes: number) => void,
  signal: AbortSignal,
): Promise<Verdict> {
  const { file, blob, pin } = stored;
  const sha256 = file.sha256 ?? pin?.sha256;
  if (sha256 === undefined || blob.size !== (file.bytes ?? blob.size)) return WRONG;
  if (pin?.sha256 === sha256 && (await hasPinnedChunks(blob, pin, onChecked, signal))) return RIGHT;
  // The hash of the whole has the last word, also where it is the record of the chunks that is damaged.
  const digest = await createFileDigest(null);
  await digestBlob(blob, digest, onChecked, signal);
  const hashes = digest.finish();
  return { isRight: hashes.sha256 === sha256, hashes };
}

const WRONG: Verdict = { isRight: false, hashes: null };
const RIGHT: Verdict = { isRight: true, hashes: null };

/** The browser's own SHA-256 is several times faster than one in WebAssembly, but takes whole buffers only. */
async function hasPinnedChunks(
  blob: Blob,
  pin: Pin,
  onChecked: (checkedBytes: number) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const count = Math.ceil(blob.size / CHUNK_BYTES);
  if (pin.chunkBytes !== CHUNK_BYTES || pin.chunkSha256s.length !== count) return false;
  if (!("subtle" in crypto)) return false;
  let next = 0;
  let checkedBytes = 0;
  let isRight = true;
  const lane = async () => {
    while (isRight && next < count) {
      signal.throwIfAborted();
      const index = next++;
      const start = index * CHUNK_BYTES;
      const bytes = await blob.slice(start, start + CHUNK_BYTES).arrayBuffer();
      const hash = hexOf(await crypto.subtle.digest("SHA-256", bytes));
      isRight &&= hash === pin.chunkSha256s[index];
      onChecked((checkedBytes += bytes.byteLength));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return isRight;
}

function hexOf(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { RouterError } from "../../src/router-error.ts";
import type { HashSource } from "../../src/terms/model-offer.ts";
import { CHUNK_BYTES, type FileHashes } from "./file-digest.ts";
import { partOf } from "./part-name.ts";
import type { StoreFolders } from "./store-folders.ts";
import type { Pin } from "./store-records.ts";

/** A file that has come whole; whether it is the right one is for the caller to see. */
export interface Arrived {
  readonly bytes: number;
  readonly hashes: FileHashes;
  readonly hashSource: HashSource;
}

/** Removes all that there is of a file: what it was pinned to, its bytes and its part. */
export async function removeFile(name: string, folders: StoreFolders): Promise<void> {
  await folders.records.removePin(name);
  await folders.folder.remove(name);
  await removePart(name, folders);
}

/** Removes what has come of a file that is not whole. */
export async function removePart(name: string, { folder, records }: StoreFolders): Promise<void> {
  await folder.remove(partOf(name));
  await records.removePart(name);
}

/**
 * Gives a part that is whole and right its name, and returns its bytes. First the pin, then the name: a crash in between
 * leaves a part that is whole, and what it must be.
 */
export async function settle(
  name: string,
  { bytes, hashes, hashSource }: Arrived,
  { folder, records }: StoreFolders,
): Promise<Blob> {
  await records.writePin(name, pinOf(bytes, hashes, hashSource));
  await folder.rename(partOf(name), name);
  await records.removePart(name);
  const blob = await folder.read(name);
  if (!blob) throw new RouterError("storage_failed", `${name} is gone again.`);
  return blob;
}

/** What a file is pinned to. */
export function pinOf(bytes: number, hashes: FileHashes, hashSource: Pin["hashSource"]): Pin {
  const { sha256, chunkSha256s } = hashes;
  return { bytes, sha256, hashSource, chunkBytes: CHUNK_BYTES, chunkSha256s: [...chunkSha256s] };
}

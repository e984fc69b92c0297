import { RouterError } from "../../src/router-error.ts";
import type { StoredFile } from "../model-store.contract.ts";
import { checkRoom, tooLarge } from "./check-room.ts";
import { createFileDigest, digestBlob, type FileDigest } from "./file-digest.ts";
import { isFull, type FolderWriter } from "./model-folder.ts";
import { partOf } from "./part-name.ts";
import type { ProvideContext } from "./provide-context.ts";
import { removeFile, removePart, settle } from "./settle-file.ts";

/**
 * Copies a file that a person picked into the store and pins it to what it is now. Nothing is left of it where that
 * fails: with `quota_exceeded`, or `model_missing` where it cannot be read to its end.
 */
export async function keepFile(
  name: string,
  source: Blob,
  context: Pick<ProvideContext, "folder" | "records" | "onProgress">,
  signal: AbortSignal,
): Promise<StoredFile> {
  const { folder } = context;
  if (folder.isLasting) await checkRoom([name], source.size);
  const digest = await createFileDigest(null);
  const writer = await folder.append(partOf(name));
  let isWhole = false;
  try {
    writer.clear();
    await copy(source, writing(digest, writer), context, signal);
    isWhole = true;
  } catch (error) {
    throw signal.aborted ? signal.reason : failureOf(name, source, error);
  } finally {
    writer.close();
    if (!isWhole) await removePart(name, context);
  }
  const hashes = digest.finish();
  await settle(name, { bytes: source.size, hashes, hashSource: "first-use" }, context);
  if (!signal.aborted) return { name, bytes: source.size, sha256: hashes.sha256, urls: [] };
  await removeFile(name, context);
  throw signal.reason;
}

function copy(
  source: Blob,
  digest: FileDigest,
  { onProgress }: Pick<ProvideContext, "onProgress">,
  signal: AbortSignal,
): Promise<void> {
  return digestBlob(source, digest, (checked) => onProgress("verifying", checked), signal);
}

/** A digest that also writes what it is given. */
function writing(digest: FileDigest, writer: FolderWriter): FileDigest {
  return {
    ...digest,
    add(bytes) {
      writer.write(bytes);
      digest.add(bytes);
    },
  };
}

function failureOf(name: string, source: Blob, cause: unknown): unknown {
  if (isFull(cause)) return tooLarge([name], source.size);
  if (cause instanceof DOMException) {
    return new RouterError("model_missing", `${name} can no longer be read.`, { cause });
  }
  return cause;
}

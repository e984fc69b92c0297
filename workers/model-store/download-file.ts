import { RouterError } from "../../src/router-error.ts";
import type { HashSource } from "../../src/terms/model-offer.ts";
import type { StoredFile } from "../model-store.contract.ts";
import { tooLarge } from "./check-room.ts";
import type { Expectation } from "./fetch-attempt.ts";
import { fetchFromSources } from "./fetch-from-sources.ts";
import { createFileDigest, digestBlob, type FileDigest } from "./file-digest.ts";
import { isFull, type FolderWriter } from "./model-folder.ts";
import { partOf } from "./part-name.ts";
import type { ProvideContext } from "./provide-context.ts";
import { removePart, type Arrived } from "./settle-file.ts";
import type { PartNote } from "./store-records.ts";

/** A file that is to come. */
export interface Wanted {
  readonly file: StoredFile;
  readonly context: ProvideContext;
  /** Who vouches for it. */
  readonly hashSource: HashSource;
}

/**
 * Brings a file into its part, going on after what is there. The part stays when the source breaks off or the caller
 * aborts; it goes where the disk is full or the source sends something else. Fails with the codes of `provideFile`.
 */
export async function downloadFile(wanted: Wanted, signal: AbortSignal): Promise<Arrived> {
  const { file, context, hashSource } = wanted;
  const digest = await createFileDigest(file.gitSha1 === undefined ? null : file.bytes);
  const expected = await resumePart(wanted, digest, signal);
  const writer = await context.folder.append(partOf(file.name));
  try {
    if (expected.bytes === null || writer.size < expected.bytes) {
      await fetchRest({ ...wanted, digest, expected, writer }, signal);
    }
    return { bytes: writer.size, hashes: digest.finish(), hashSource };
  } catch (error) {
    if (isUseless(error)) writer.clear();
    throw isFull(error) ? tooLarge([file.name], expected.bytes) : error;
  } finally {
    writer.close();
    if (writer.size === 0 && expected.bytes !== 0) await removePart(file.name, context);
  }
}

/** A part that a full disk has no room for, or that nothing can complete. */
function isUseless(error: unknown): boolean {
  return isFull(error) || (error instanceof RouterError && error.code === "model_corrupt");
}

/** Hashes the part that is there; one that nothing tells to be of the same file is thrown away. */
async function resumePart(
  { file, context }: Wanted,
  digest: FileDigest,
  signal: AbortSignal,
): Promise<Expectation> {
  const { folder, records, onProgress } = context;
  const part = await folder.read(partOf(file.name));
  const note = await records.readPart(file.name);
  if (!part || !isOf(file, part, note)) {
    await removePart(file.name, context);
    return { bytes: file.bytes, etag: null };
  }
  await digestBlob(part, digest, (checked) => onProgress("verifying", checked), signal);
  return { bytes: file.bytes ?? note?.bytes ?? null, etag: note?.etag ?? null };
}

/** A known hash shows in the end whether a part was of the same file; without one there must be a note of its version. */
function isOf(file: StoredFile, part: Blob, note: PartNote | null): boolean {
  const limit = file.bytes ?? note?.bytes ?? Number.POSITIVE_INFINITY;
  return part.size <= limit && (file.sha256 !== null || note !== null);
}

interface Rest extends Wanted {
  readonly digest: FileDigest;
  readonly expected: Expectation;
  readonly writer: FolderWriter;
}

function fetchRest({ hashSource, ...rest }: Rest, signal: AbortSignal): Promise<void> {
  const { file, context, expected } = rest;
  const onTold = async () => {
    const { bytes, etag } = expected;
    if (bytes !== null) context.onLength(bytes);
    await context.records.writePart(file.name, { bytes, etag, hashSource });
  };
  return fetchFromSources({ ...rest, onTold }, signal);
}

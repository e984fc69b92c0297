import { RouterError } from "../../src/router-error.ts";
import type { StoredFile } from "../model-store.contract.ts";
import { isFull } from "./fetch-file.ts";
import { fetchFromSources } from "./fetch-from-sources.ts";
import { createFileDigest, digestBlob } from "./file-digest.ts";
import type { ModelFolder } from "./model-folder.ts";

/** What providing a file needs, and how patient it is. */
export interface ProvideContext {
  readonly folder: ModelFolder;
  readonly silenceMs: number;
  /** Waits before the second, third … attempt at one source; each attempt that brought bytes starts the list anew. */
  readonly backoffMs: readonly number[];
  /** `checkedBytes` of the file have been hashed so far; it falls back where a file had to be fetched anew. */
  onProgress(stage: "downloading" | "verifying", checkedBytes: number): void;
}

/**
 * Makes one file available and returns its bytes, verified by sha-256 now. A file with a wrong hash is
 * deleted and fetched once more. An abort leaves a part that the next call resumes.
 * Fails with `model_missing`, `model_corrupt`, `model_source_unreachable` or `quota_exceeded`.
 */
export async function provideFile(
  file: StoredFile,
  context: ProvideContext,
  signal: AbortSignal,
): Promise<Blob> {
  const stored = await readStored(file, context, signal);
  if (stored) return stored;
  await checkRoom(file, context.folder);
  for (let attempt = 0; attempt < 2; attempt++) {
    if (await download(file, context, signal)) {
      await context.folder.rename(partOf(file), file.name);
      const whole = await context.folder.read(file.name);
      if (whole) return whole;
    }
    await context.folder.remove(partOf(file));
  }
  throw new RouterError(
    "model_corrupt",
    `${file.name} is damaged: its hash is not the expected one.`,
  );
}

/** The name under which a file lies until it is whole and verified. */
export function partOf(file: Pick<StoredFile, "name">): string {
  return `${file.name}.part`;
}

async function readStored(
  file: StoredFile,
  { folder, onProgress }: ProvideContext,
  signal: AbortSignal,
): Promise<Blob | null> {
  const blob = await folder.read(file.name);
  if (!blob) return null;
  if (blob.size === file.bytes) {
    const digest = await createFileDigest();
    let checked = 0;
    await digestBlob(blob, digest, (bytes) => onProgress("verifying", (checked += bytes)), signal);
    if (digest.hex() === file.sha256) return blob;
  }
  await folder.remove(file.name);
  return null;
}

async function checkRoom(file: StoredFile, folder: ModelFolder): Promise<void> {
  if (!folder.isLasting) return;
  const { quota, usage } = await navigator.storage.estimate();
  const part = await folder.read(partOf(file));
  const missing = file.bytes - (part?.size ?? 0);
  if (quota !== undefined && missing > quota - (usage ?? 0)) throw full(file);
}

function full(file: StoredFile): RouterError {
  const megabytes = Math.ceil(file.bytes / 1e6);
  return new RouterError("quota_exceeded", `There is no room for ${file.name} (${megabytes} MB).`);
}

/** True where the whole file has come with the right hash. */
async function download(
  file: StoredFile,
  context: ProvideContext,
  signal: AbortSignal,
): Promise<boolean> {
  const { folder } = context;
  const digest = await createFileDigest();
  const part = await folder.read(partOf(file));
  if (part && part.size > file.bytes) await folder.remove(partOf(file));
  else if (part) {
    let checked = 0;
    const onBytes = (bytes: number) => context.onProgress("verifying", (checked += bytes));
    await digestBlob(part, digest, onBytes, signal);
  }
  const writer = await folder.append(partOf(file));
  try {
    if (writer.size < file.bytes) await fetchFromSources({ file, context, writer, digest }, signal);
  } catch (error) {
    if (!isFull(error)) throw error;
    writer.clear();
    throw full(file);
  } finally {
    writer.close();
  }
  return digest.hex() === file.sha256;
}

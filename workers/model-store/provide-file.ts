import { RouterError } from "../../src/router-error.ts";
import type { StoredFile } from "../model-store.contract.ts";
import { downloadFile } from "./download-file.ts";
import type { FileHashes } from "./file-digest.ts";
import type { ProvideContext } from "./provide-context.ts";
import { pinOf, removePart, settle } from "./settle-file.ts";
import type { Pin } from "./store-records.ts";
import { verifyStored } from "./verify-stored.ts";

/**
 * Makes one file available and returns its bytes, verified by sha-256 now: against the hash that is known, or else
 * against what it was pinned to when it first came. A file with a wrong hash is deleted and fetched once more. An abort
 * leaves a part that the next call resumes. Fails with `model_missing`, `model_corrupt`, `model_source_unreachable` or
 * `quota_exceeded`.
 */
export async function provideFile(
  file: StoredFile,
  context: ProvideContext,
  signal: AbortSignal,
): Promise<Blob> {
  const { records } = context;
  const pin = await records.readPin(file.name);
  const stored = await readStored(file, pin, context, signal);
  if (stored) return stored;
  for (let attempt = 0; attempt < 2; attempt++) {
    const hashSource = pin?.hashSource ?? (await records.hashSourceOf(file));
    const arrived = await downloadFile({ file, context, hashSource }, signal);
    if (isExpected(arrived.hashes, file, pin)) return settle(file.name, arrived, context);
    await removePart(file.name, context);
  }
  throw new RouterError("model_corrupt", refusal(file, pin));
}

function isExpected(hashes: FileHashes, file: StoredFile, pin: Pin | null): boolean {
  if (file.sha256 !== null) return hashes.sha256 === file.sha256;
  const isPublished = file.gitSha1 === undefined || hashes.gitSha1 === file.gitSha1;
  return isPublished && (pin === null || hashes.sha256 === pin.sha256);
}

function refusal({ name, sha256 }: StoredFile, pin: Pin | null): string {
  return sha256 === null && pin?.hashSource === "first-use"
    ? `${name} is not what it was when it was first trusted.`
    : `${name} is damaged: its hash is not the expected one.`;
}

async function readStored(
  file: StoredFile,
  pin: Pin | null,
  { folder, records, onProgress }: ProvideContext,
  signal: AbortSignal,
): Promise<Blob | null> {
  const blob = await folder.read(file.name);
  if (!blob) return null;
  const onChecked = (checkedBytes: number) => onProgress("verifying", checkedBytes);
  const { isRight, hashes } = await verifyStored({ file, blob, pin }, onChecked, signal);
  if (!isRight) {
    await folder.remove(file.name);
    return null;
  }
  if (hashes) {
    const hashSource = pin?.hashSource ?? (await records.hashSourceOf(file));
    await records.writePin(file.name, pinOf(blob.size, hashes, hashSource));
  }
  return blob;
}

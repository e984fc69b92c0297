import type { StoredFile } from "../model-store.contract.ts";
import { checkRoom } from "./check-room.ts";
import { partOf } from "./part-name.ts";
import { bodyBytes } from "./read-response.ts";
import type { StoreFolders } from "./store-folders.ts";

/** A source that does not say how long its file is within this time is not waited for: its answer will tell. */
const LENGTH_WAIT_MS = 10_000;

/**
 * Learns how long files are, so that there is one true total before the first byte comes: from the files themselves, the
 * store, or else their sources. Null where nobody tells. Fails with `quota_exceeded` where they do not all fit.
 */
export async function surveyFiles(
  files: readonly StoredFile[],
  folders: StoreFolders,
  signal: AbortSignal,
): Promise<readonly (number | null)[]> {
  const surveys = await Promise.all(files.map((file) => surveyFile(file, folders, signal)));
  const missing = surveys.filter(({ missingBytes }) => missingBytes > 0);
  const missingBytes = missing.reduce((sum, survey) => sum + survey.missingBytes, 0);
  if (folders.folder.isLasting && missingBytes > 0) {
    await checkRoom(
      missing.map(({ file }) => file.name),
      missingBytes,
    );
  }
  return surveys.map(({ bytes }) => bytes);
}

interface Survey {
  readonly file: StoredFile;
  readonly bytes: number | null;
  readonly missingBytes: number;
}

async function surveyFile(
  file: StoredFile,
  { folder, records }: StoreFolders,
  signal: AbortSignal,
): Promise<Survey> {
  const whole = await folder.read(file.name);
  if (whole) return { file, bytes: file.bytes ?? whole.size, missingBytes: 0 };
  const note = (await records.readPart(file.name)) ?? (await records.readPin(file.name));
  const bytes = file.bytes ?? note?.bytes ?? (await askLength(file.urls, signal));
  const part = await folder.read(partOf(file.name));
  return { file, bytes, missingBytes: Math.max(0, (bytes ?? 0) - (part?.size ?? 0)) };
}

async function askLength(urls: readonly string[], signal: AbortSignal): Promise<number | null> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LENGTH_WAIT_MS)]);
  for (const url of urls) {
    const response = await fetch(url, { method: "HEAD", cache: "no-store", signal: limit }).catch(
      () => null,
    );
    signal.throwIfAborted();
    if (response?.ok) return bodyBytes(response.headers);
  }
  return null;
}

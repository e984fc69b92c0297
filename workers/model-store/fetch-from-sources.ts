import { RouterError } from "../../src/router-error.ts";
import type { StoredFile } from "../model-store.contract.ts";
import { fetchFile } from "./fetch-file.ts";
import type { FileDigest } from "./file-digest.ts";
import type { FolderWriter } from "./model-folder.ts";
import type { ProvideContext } from "./provide-file.ts";
import { mostTelling, SourceFailure } from "./source-failure.ts";

/** A file on its way into the store. */
export interface Incoming {
  readonly file: StoredFile;
  readonly context: ProvideContext;
  readonly writer: FolderWriter;
  /** Already fed with what the writer holds. */
  readonly digest: FileDigest;
}

/** Fetches what the writer lacks from the first source that serves it. Fails with the most telling code of all sources. */
export async function fetchFromSources(incoming: Incoming, signal: AbortSignal): Promise<void> {
  const { file } = incoming;
  const failures: SourceFailure[] = [];
  for (const url of file.urls) {
    const failure = await fetchWithRetries(url, incoming, signal);
    if (!failure) return;
    failures.push(failure);
  }
  const worst = mostTelling(failures);
  const message = worst?.message ?? `${file.name} has no source that a browser can reach.`;
  throw new RouterError(worst?.code ?? "model_missing", message, { cause: worst });
}

async function fetchWithRetries(
  url: string,
  { file, context, writer, digest }: Incoming,
  signal: AbortSignal,
): Promise<SourceFailure | null> {
  const onBytes = () => context.onProgress("downloading", writer.size);
  const attempt = { file, url, writer, digest, silenceMs: context.silenceMs, onBytes };
  for (let tries = 0, hasRestarted = false; ;) {
    const before = writer.size;
    const failure = await failureOf(fetchFile(attempt, signal));
    if (!failure) return null;
    if (failure.remedy === "give-up" || (failure.remedy === "restart" && hasRestarted)) {
      return failure;
    }
    if (failure.remedy === "restart") {
      hasRestarted = true;
      writer.clear();
      digest.clear();
      continue;
    }
    if (writer.size > before) tries = 0;
    const waitMs = context.backoffMs[tries++];
    if (waitMs === undefined) return failure;
    await pause(waitMs, signal);
  }
}

async function failureOf(work: Promise<void>): Promise<SourceFailure | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof SourceFailure) return error;
    throw error;
  }
}

function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, waitMs);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

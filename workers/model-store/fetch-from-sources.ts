import { RouterError } from "../../src/router-error.ts";
import type { StoredFile } from "../model-store.contract.ts";
import type { Expectation, FetchAttempt } from "./fetch-attempt.ts";
import { fetchFile } from "./fetch-file.ts";
import type { FileDigest } from "./file-digest.ts";
import type { FolderWriter } from "./model-folder.ts";
import { pause } from "./pause.ts";
import type { ProvideContext } from "./provide-context.ts";
import { mostTelling, SourceFailure } from "./source-failure.ts";

/** A file on its way into the store. */
export interface Incoming {
  readonly file: StoredFile;
  readonly context: ProvideContext;
  readonly writer: FolderWriter;
  /** Already fed with what the writer holds. */
  readonly digest: FileDigest;
  readonly expected: Expectation;
  onTold(): Promise<void>;
}

/**
 * Fetches what the writer lacks from the first source that serves it. Fails with the most telling code of all sources,
 * or with a `QuotaExceededError`.
 */
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
  { context, ...incoming }: Incoming,
  signal: AbortSignal,
): Promise<SourceFailure | null> {
  const { writer, digest } = incoming;
  const onBytes = () => context.onProgress("downloading", writer.size);
  const attempt: FetchAttempt = { ...incoming, url, silenceMs: context.silenceMs, onBytes };
  for (let tries = 0, hasRestarted = false; ;) {
    context.onSign();
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

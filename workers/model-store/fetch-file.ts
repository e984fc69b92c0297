import type { StoredFile } from "../model-store.contract.ts";
import type { FileDigest } from "./file-digest.ts";
import type { FolderWriter } from "./model-folder.ts";
import { SourceFailure } from "./source-failure.ts";

/** One attempt to bring the rest of a file. */
export interface FetchAttempt {
  readonly file: StoredFile;
  readonly url: string;
  readonly writer: FolderWriter;
  /** Already fed with what the writer holds. */
  readonly digest: FileDigest;
  /** A source that is silent for this long has failed. */
  readonly silenceMs: number;
  onBytes(): void;
}

/**
 * Fetches what the writer lacks. Fails with a `SourceFailure`, or with the signal's reason;
 * what has come by then stays in the writer.
 */
export async function fetchFile(attempt: FetchAttempt, signal: AbortSignal): Promise<void> {
  const silence = watchSilence(attempt.silenceMs);
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const response = await request(attempt, either);
    silence.heard();
    checkResponse(response, attempt);
    await writeBody(response, attempt, silence.heard);
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof SourceFailure || isFull(cause)) throw cause;
    throw unreachable(attempt, cause);
  } finally {
    silence.end();
  }
}

function request({ url, writer }: FetchAttempt, signal: AbortSignal): Promise<Response> {
  const headers = writer.size > 0 ? { range: `bytes=${writer.size}-` } : undefined;
  // The store keeps the bytes itself: a second copy in the HTTP cache would only cost disk.
  return fetch(url, { signal, cache: "no-store", ...(headers && { headers }) });
}

function checkResponse(response: Response, attempt: FetchAttempt): void {
  const { file, writer, digest } = attempt;
  checkStatus(response, attempt);
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    throw new SourceFailure("model_missing", `${file.name}: a web page came instead.`, "give-up");
  }
  if (response.status === 200 && writer.size > 0) {
    // The source ignores ranges: the whole file comes again.
    writer.clear();
    digest.clear();
  }
  checkLength(response, attempt);
}

function checkStatus({ status }: Response, attempt: FetchAttempt): void {
  const { file, writer } = attempt;
  if (status === 200) return;
  if (status === 206 && writer.size > 0) return;
  if (status === 416 || status === 206) {
    throw new SourceFailure("model_corrupt", `${file.name}: the range was refused.`, "restart");
  }
  if (status >= 500 || status === 429 || status === 408) throw unreachable(attempt, { status });
  throw new SourceFailure("model_missing", `${file.name}: not there (HTTP ${status}).`, "give-up");
}

function checkLength(response: Response, { file, writer }: FetchAttempt): void {
  const isEncoded = response.headers.has("content-encoding");
  const range = response.headers.get("content-range");
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  if (range !== null && !range.startsWith(`bytes ${writer.size}-`)) {
    throw new SourceFailure("model_corrupt", `${file.name}: another range came.`, "restart");
  }
  if (isEncoded || Number.isNaN(length) || writer.size + length === file.bytes) return;
  throw new SourceFailure("model_corrupt", `${file.name}: its length is wrong.`, "give-up");
}

async function writeBody(
  response: Response,
  attempt: FetchAttempt,
  heard: () => void,
): Promise<void> {
  const { file, writer, digest } = attempt;
  const reader = response.body?.getReader();
  if (!reader) throw unreachable(attempt, null);
  for (;;) {
    const { done, value } = await reader.read();
    heard();
    if (done) break;
    if (writer.size + value.byteLength > file.bytes) {
      throw new SourceFailure("model_corrupt", `${file.name}: more came than it has.`, "give-up");
    }
    writer.write(value);
    digest.add(value);
    attempt.onBytes();
  }
  if (writer.size < file.bytes) throw unreachable(attempt, null);
}

function unreachable({ file }: FetchAttempt, cause: unknown): SourceFailure {
  const message = `${file.name}: its source does not answer.`;
  return new SourceFailure("model_source_unreachable", message, "retry", cause);
}

/** True for the error that a browser throws when the disk or the origin's share of it is full. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

function watchSilence(silenceMs: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, silenceMs);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(abort, silenceMs);
    },
    end: () => clearTimeout(timer),
  };
}

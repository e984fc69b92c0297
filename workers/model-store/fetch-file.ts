import type { FetchAttempt } from "./fetch-attempt.ts";
import { isFull } from "./model-folder.ts";
import { readResponse, type ToldLength } from "./read-response.ts";
import { pageCame, SourceFailure, unreachable } from "./source-failure.ts";
import { watchSilence } from "./watch-silence.ts";

/**
 * Fetches what the writer lacks. Fails with a `SourceFailure`, a `QuotaExceededError`, or the signal's reason;
 * what has come by then stays in the writer.
 */
export async function fetchFile(attempt: FetchAttempt, signal: AbortSignal): Promise<void> {
  const silence = watchSilence(attempt.silenceMs);
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const response = await request(attempt, either);
    silence.heard();
    const told = readResponse(response, attempt);
    if (told === "complete") return;
    await takeNote(told, attempt);
    await writeBody(response, attempt, silence.heard);
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof SourceFailure || isFull(cause)) throw cause;
    throw unreachable(attempt.file.name, cause);
  } finally {
    silence.end();
  }
}

function request({ url, writer }: FetchAttempt, signal: AbortSignal): Promise<Response> {
  const headers = writer.size > 0 ? { range: `bytes=${writer.size}-` } : undefined;
  // The store keeps the bytes itself: a second copy in the HTTP cache would only cost disk.
  return fetch(url, { signal, cache: "no-store", ...(headers && { headers }) });
}

async function takeNote(told: ToldLength, attempt: FetchAttempt): Promise<void> {
  const { expected, writer, digest, file } = attempt;
  if (told.isFromStart && writer.size > 0) {
    // The source ignores ranges: the whole file comes again.
    writer.clear();
    digest.clear();
  }
  expected.bytes = file.bytes ?? told.bytes ?? (told.isFromStart ? null : expected.bytes);
  expected.etag = told.etag;
  await attempt.onTold();
}

async function writeBody(
  response: Response,
  attempt: FetchAttempt,
  heard: () => void,
): Promise<void> {
  const { file, writer, digest, expected } = attempt;
  const reader = response.body?.getReader();
  if (!reader) throw unreachable(file.name, null);
  for (;;) {
    const { done, value } = await reader.read();
    heard();
    if (done) break;
    checkBytes(value, attempt);
    writer.write(value);
    digest.add(value);
    attempt.onBytes();
  }
  if (writer.size < (expected.bytes ?? 0)) throw unreachable(file.name, null);
}

function checkBytes(bytes: Uint8Array, { file, writer, expected }: FetchAttempt): void {
  if (writer.size === 0 && looksLikePage(bytes)) throw pageCame(file.name);
  if (writer.size + bytes.byteLength > (expected.bytes ?? Number.POSITIVE_INFINITY)) {
    throw new SourceFailure("model_corrupt", `${file.name}: more came than it has.`, "give-up");
  }
}

/** A page that a network puts in place of what was asked for must not be trusted on first use, whatever type it claims. */
function looksLikePage(bytes: Uint8Array): boolean {
  return /^\s*<(!doctype html|html)\b/i.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}

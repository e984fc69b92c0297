import type { FetchAttempt } from "./fetch-attempt.ts";
import { pageCame, SourceFailure, unreachable } from "./source-failure.ts";

/** What the headers of a good response tell of the file. */
export interface ToldLength {
  /** False where the response goes on after what is there. */
  readonly isFromStart: boolean;
  /** Of the whole file; null where the headers do not tell. */
  readonly bytes: number | null;
  readonly etag: string | null;
}

type Asked = Pick<FetchAttempt, "file" | "writer" | "expected">;

/**
 * Checks a response before a byte of it is used; "complete" where there is nothing more to come. Throws a
 * `SourceFailure` for whatever is not the file that was asked for.
 */
export function readResponse(response: Response, asked: Asked): ToldLength | "complete" {
  if (isAtEnd(response, asked)) return "complete";
  checkStatus(response, asked);
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    throw pageCame(asked.file.name);
  }
  const told = readHeaders(response, asked);
  checkLength(told, asked);
  checkVersion(told, asked);
  return told;
}

/** Asked for what comes after the last byte, a source refuses the range and tells the length. */
function isAtEnd({ status, headers }: Response, { writer, file }: Asked): boolean {
  return (
    status === 416 &&
    file.bytes === null &&
    headers.get("content-range") === `bytes */${writer.size}`
  );
}

function checkStatus({ status }: Response, { file, writer }: Asked): void {
  if (status === 200) return;
  if (status === 206 && writer.size > 0) return;
  if (status === 416 || status === 206) {
    throw new SourceFailure("model_corrupt", `${file.name}: the range was refused.`, "restart");
  }
  if (status >= 500 || status === 429 || status === 408) throw unreachable(file.name, { status });
  throw new SourceFailure("model_missing", `${file.name}: not there (HTTP ${status}).`, "give-up");
}

function readHeaders({ status, headers }: Response, { file, writer }: Asked): ToldLength {
  const isFromStart = status === 200;
  const range = headers.get("content-range");
  if (!isFromStart && range !== null && !range.startsWith(`bytes ${writer.size}-`)) {
    throw new SourceFailure("model_corrupt", `${file.name}: another range came.`, "restart");
  }
  const length = bodyBytes(headers);
  return {
    isFromStart,
    bytes: length === null ? null : length + (isFromStart ? 0 : writer.size),
    etag: headers.get("etag"),
  };
}

/** The length that a body will have once it is decoded; null where the headers do not tell. */
export function bodyBytes(headers: Headers): number | null {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? null : Number(length);
}

function checkLength({ bytes, isFromStart }: ToldLength, { file, expected }: Asked): void {
  if (bytes === null) return;
  if (file.bytes !== null && bytes !== file.bytes) {
    throw new SourceFailure("model_corrupt", `${file.name}: its length is wrong.`, "give-up");
  }
  if (!isFromStart && expected.bytes !== null && bytes !== expected.bytes) throw changed(file.name);
}

/** Without a hash that is known before, nothing but the source's own word keeps two versions from being joined. */
function checkVersion({ etag, isFromStart }: ToldLength, { file, expected }: Asked): void {
  if (file.sha256 === null && !isFromStart && etag !== expected.etag) throw changed(file.name);
}

function changed(name: string): SourceFailure {
  return new SourceFailure("model_corrupt", `${name}: it changed on the way.`, "restart");
}

import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sizeOf } from "./verify-file.mjs";

/** Time to the response's headers, and between two pieces of its body. */
const STALL_MS = 20_000;

/**
 * Fetches a URL to a file, going on where an earlier attempt stopped. A server that does not know ranges sends
 * everything again.
 * @param {string} url
 * @param {string} path where the bytes go; what is there already is taken as their beginning
 * @param {number} bytes the whole size, so that an endless body is cut off
 * @returns {Promise<void>}
 * @throws {Error} with a message for a person, if the server cannot be reached or does not send the file
 */
export async function fetchUrl(url, path, bytes) {
  const start = sizeOf(path);
  if (start >= bytes) return;
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), STALL_MS);
  try {
    const response = await fetch(url, {
      signal: stalled.signal,
      headers: start > 0 ? { Range: `bytes=${start}-` } : {},
    });
    requireBody(response, url, start, bytes);
    let received = response.status === 206 ? start : 0;
    await pipeline(
      Readable.fromWeb(/** @type {import("node:stream/web").ReadableStream} */ (response.body)),
      async function* (pieces) {
        for await (const piece of pieces) {
          clearTimeout(timer);
          timer = setTimeout(() => stalled.abort(), STALL_MS);
          received += piece.length;
          if (received > bytes) throw new Error(`${url} sends more than ${bytes} bytes`);
          yield piece;
        }
      },
      createWriteStream(path, { flags: response.status === 206 ? "a" : "w" }),
    );
  } catch (error) {
    if (stalled.signal.aborted) throw new Error(`${hostOf(url)} does not answer`, { cause: error });
    if (error instanceof TypeError) {
      throw new Error(`${hostOf(url)} cannot be reached`, { cause: error });
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Response} response
 * @param {string} url
 * @param {number} start
 * @param {number} bytes
 */
function requireBody(response, url, start, bytes) {
  const hasBody = (response.status === 200 || response.status === 206) && response.body !== null;
  if (!hasBody) throw new Error(`${hostOf(url)} answers ${response.status}`);
  if (response.status !== 206) return;
  const range = response.headers.get("content-range") ?? "";
  if (range !== `bytes ${start}-${bytes - 1}/${bytes}`) {
    throw new Error(`${hostOf(url)} sends another range than was asked for`);
  }
}

/** @param {string} url */
function hostOf(url) {
  return new URL(url).host;
}

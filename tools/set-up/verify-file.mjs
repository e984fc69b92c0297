import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";

/**
 * @param {string} path
 * @returns {Promise<string>} the sha-256 of a file, in lower-case hex
 */
export async function sha256OfFile(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {number} size in bytes, 0 for a file that is not there
 */
export function sizeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

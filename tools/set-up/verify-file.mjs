import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** @typedef {{ name: string, bytes: number, sha256: string }} NamedFile a file as a manifest names it */

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

/**
 * Whether a file is there and is the one that the manifest names; another one under its name is removed. What was verified
 * once is not hashed again while its size and time are the same.
 * @param {NamedFile} file
 * @param {string} folder
 */
export async function isVerified(file, folder) {
  const path = join(folder, file.name);
  if (!existsSync(path)) return false;
  const stamp = `${path}.verified`;
  if (sizeOf(path) === file.bytes) {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === markOf(file, path)) return true;
    if ((await sha256OfFile(path)) === file.sha256) {
      markVerified(file, folder);
      return true;
    }
  }
  console.error(`${file.name} is not the file that the manifest names, so it was removed.`);
  rmSync(path, { force: true });
  rmSync(stamp, { force: true });
  return false;
}

/**
 * Notes that the file under its final name has just been verified.
 * @param {NamedFile} file
 * @param {string} folder
 */
export function markVerified(file, folder) {
  const path = join(folder, file.name);
  writeFileSync(`${path}.verified`, markOf(file, path));
}

/**
 * @param {NamedFile} file
 * @param {string} path
 */
function markOf(file, path) {
  return `${file.sha256} ${statSync(path).mtimeMs}`;
}

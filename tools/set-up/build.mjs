import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDiskFull } from "./failure-signs.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";

/** All that the built app is made from. */
const SOURCES = [
  "index.html",
  "package-lock.json",
  "public",
  "src",
  "tools/headers.mjs",
  "tools/service-worker-build.mjs",
  "vite.config.ts",
  "workers",
];

/**
 * Builds the app into dist/ if what it is made from has changed since the last build.
 * @param {string} root
 * @returns {Promise<"built" | "unchanged">}
 * @throws {Refusal} with the build's own last lines, if it fails
 */
export async function ensureBuild(root) {
  const stamp = join(root, ".cache/build-stamp");
  const digest = digestOf(root, SOURCES);
  const isBuilt = existsSync(join(root, "dist/index.html")) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, "utf8") === digest) return "unchanged";
  console.log("Building the app ...");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const { code, output } = await runCommand(process.execPath, [vite, "build", "--logLevel=warn"], {
    cwd: root,
  });
  if (code !== 0 && isDiskFull(output)) {
    throw new Refusal("The disk is full: free about 1 GB and run the same command again.");
  }
  if (code !== 0) throw new Refusal(`The build failed:\n${output.trim()}`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(stamp, digest);
  return "built";
}

/**
 * One hash over the names and contents of files and folders; what is not there counts as absent.
 * @param {string} root
 * @param {readonly string[]} paths relative to the root
 */
export function digestOf(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(root, path)) {
      hash.update(`${file}\0`);
      hash.update(readFileSync(join(root, file)));
      hash.update("\0");
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(root, path) {
  if (!existsSync(join(root, path))) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length)
        .replace(/^[\\/]/, ""),
    )
    .toSorted();
}

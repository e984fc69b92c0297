import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A Vite plugin, for the build and its workers alike, that notes the packages whose modules are bundled and writes
 * their licences beside the bundle.
 * @param {string} fileName
 */
export function thirdPartyLicenses(fileName) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  const collector = {
    name: "nearside:licence-collector",
    /**
     * @param {string} _code
     * @param {{ moduleIds: readonly string[] }} chunk
     */
    renderChunk(_code, chunk) {
      for (const id of chunk.moduleIds) note(texts, id);
      return null;
    },
  };
  const writer = {
    ...collector,
    name: "nearside:licence-writer",
    /** @this {{ emitFile(file: { type: "asset", fileName: string, source: string }): string }} */
    generateBundle() {
      const parts = [...texts].toSorted(([a], [b]) => a.localeCompare(b)).map(([, text]) => text);
      this.emitFile({ type: "asset", fileName, source: `${HEAD}${parts.join(RULE)}` });
    },
  };
  return { collector, writer };
}

const RULE = `\n${"-".repeat(80)}\n\n`;
const HEAD = `Nearside is licensed under the Apache License 2.0 (see LICENSE). It holds code of these packages.${RULE}`;

/**
 * @param {Map<string, string>} texts
 * @param {string} id a module's path
 */
function note(texts, id) {
  const folder = packageFolder(id.replace(/^\0/, "").replace(/\?.*$/, ""));
  if (folder === null) return;
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (texts.has(name)) return;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
  texts.set(name, `${name} ${version} (${license})\n\n${text}\n`);
}

/**
 * The folder of the package a module belongs to, or null for a module of our own.
 * @param {string} path
 */
function packageFolder(path) {
  if (!path.includes("/node_modules/")) return null;
  let folder = dirname(path);
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
}

/** @param {string} folder */
function isPackage(folder) {
  const file = join(folder, "package.json");
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version !== undefined;
}

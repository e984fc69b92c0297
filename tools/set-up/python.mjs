import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDiskFull, isNetworkFailure } from "./failure-signs.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** From this version on pip installs into an environment that has no pip of its own. */
const PIP_WITH_TARGET = [22, 3];

/**
 * Makes the one virtual environment at the root and installs a requirements file into it, if that has not been
 * done for exactly this file. Several files share the environment, so their pins must agree.
 * @param {string} requirementsPath relative to the root
 * @param {string} [root]
 * @returns {Promise<string>} the path of the environment's Python
 * @throws {Refusal} if Python or pip is missing, the index cannot be reached, or the disk is full
 */
export async function ensurePython(requirementsPath, root = ROOT) {
  const text = readFileSync(join(root, requirementsPath), "utf8");
  const python = environmentPython(root);
  const stamp = join(root, ".venv/stamps", requirementsPath.replaceAll("/", "-"));
  const digest = createHash("sha256").update(text).digest("hex");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) {
    return python;
  }
  const system = await requirePython();
  console.log(`Installing the Python packages of ${requirementsPath} ...`);
  await makeEnvironment(root, python, system);
  await install(root, python, system, requirementsPath);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return python;
}

/**
 * @param {string} root
 * @returns {string}
 */
export function environmentPython(root) {
  return process.platform === "win32"
    ? join(root, ".venv/Scripts/python.exe")
    : join(root, ".venv/bin/python");
}

/**
 * @typedef {object} SystemPython
 * @property {string} program
 * @property {boolean} canTarget whether its pip can install into another environment
 */

/**
 * Finds a Python 3 with pip on the PATH.
 * @returns {Promise<SystemPython>}
 * @throws {Refusal} if there is none
 */
export async function requirePython() {
  for (const program of ["python3", "python"]) {
    const { code, output } = await runCommand(program, ["-m", "pip", "--version"]);
    if (code === 127 || code === 126) continue;
    const version = /pip (\d+)\.(\d+)\S* from .*\(python 3\./.exec(output);
    if (code !== 0 || version === null) {
      throw new Refusal(
        "Python is here but its pip is not: install pip (on Debian: `apt-get install python3-pip`) and run the same command again.",
      );
    }
    const [major, minor] = [Number(version[1]), Number(version[2])];
    const [targetMajor = 0, targetMinor = 0] = PIP_WITH_TARGET;
    return {
      program,
      canTarget: major > targetMajor || (major === targetMajor && minor >= targetMinor),
    };
  }
  throw new Refusal(
    "Python 3 is missing: install it with pip (on Debian: `apt-get install python3 python3-pip`) and run the same command again.",
  );
}

/**
 * An environment without a pip of its own needs no `python3-venv` package and is made in a second.
 * @param {string} root
 * @param {string} python
 * @param {SystemPython} system
 */
async function makeEnvironment(root, python, system) {
  if (existsSync(python)) return;
  const without = system.canTarget ? ["--without-pip"] : [];
  const made = await runCommand(system.program, ["-m", "venv", ...without, join(root, ".venv")]);
  if (made.code === 0) return;
  throw refusalFor(
    made.output,
    "Python could not make a virtual environment: install its venv module (on Debian: `apt-get install python3-venv`) and run the same command again.",
  );
}

/**
 * @param {string} root
 * @param {string} python
 * @param {SystemPython} system
 * @param {string} requirementsPath
 */
async function install(root, python, system, requirementsPath) {
  const pip = system.canTarget ? ["-m", "pip", "--python", python] : ["-m", "pip"];
  const { code, output } = await runCommand(
    system.canTarget ? system.program : python,
    [...pip, "install", "--quiet", "--disable-pip-version-check", "-r", requirementsPath],
    { cwd: root },
  );
  if (code === 0) return;
  if (output.includes("No matching distribution found") && !isNetworkFailure(output)) {
    throw new Refusal(
      `A package of ${requirementsPath} has no build for this Python or this platform: use Python 3.10 or newer on Linux, macOS or Windows (${lastErrorLine(output)}).`,
    );
  }
  throw refusalFor(
    output,
    `pip could not install ${basename(requirementsPath)}: ${lastErrorLine(output)}`,
  );
}

/**
 * The refusal for a failed pip or venv: by what its output says, else by the given sentence.
 * @param {string} output
 * @param {string} otherwise
 * @returns {Refusal}
 */
export function refusalFor(output, otherwise) {
  if (isDiskFull(output)) {
    return new Refusal("The disk is full: free about 1 GB and run the same command again.");
  }
  if (isNetworkFailure(output)) {
    return new Refusal(
      "The Python package index cannot be reached: connect to the network (or set PIP_INDEX_URL or a proxy) and run the same command again.",
    );
  }
  return new Refusal(otherwise);
}

/** @param {string} output */
export function lastErrorLine(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.findLast((line) => line.startsWith("ERROR")) ?? lines.at(-1) ?? "no reason given";
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDiskFull, isNetworkFailure } from "./failure-signs.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";

const OLDEST_NODE = [20, 19];

/**
 * @param {string} [version] as in process.versions.node
 * @throws {Refusal} if this Node is too old for the tools
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Refusal(
    `Node ${version} is too old: install Node ${OLDEST_NODE.join(".")} or newer, for example from nodejs.org.`,
  );
}

/**
 * Installs the npm packages if what is there is not what the lock file says.
 * @param {string} root
 * @returns {Promise<"installed" | "unchanged">}
 * @throws {Refusal} if npm is missing, cannot reach its registry, or the disk is full
 */
export async function ensureNodeModules(root) {
  requireNode();
  if (isInstalled(root)) return "unchanged";
  console.log("Installing npm packages ...");
  const { code, output } = await runCommand(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    { cwd: root },
  );
  if (code === 0) return "installed";
  if (code === 127) throw new Refusal("npm is missing: install it with Node from nodejs.org.");
  if (isDiskFull(output)) {
    throw new Refusal("The disk is full: free about 1 GB and run the same command again.");
  }
  if (isNetworkFailure(output)) {
    throw new Refusal(
      "The npm registry cannot be reached: connect to the network (or set npm's registry or proxy) and run the same command again.",
    );
  }
  throw new Refusal(`npm could not install the packages: ${lastErrorLine(output)}`);
}

/**
 * Whether each package that the lock file asks for is there in that version. Packages for other platforms may be
 * absent; npm writes its own list last, so a half-done install has none.
 * @param {string} root
 */
export function isInstalled(root) {
  const installedPath = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installedPath)) return false;
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(installedPath);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (found === undefined) {
      if (entry.optional !== true && entry.devOptional !== true) return false;
      continue;
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return false;
  }
  return true;
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/** @param {string} output */
function lastErrorLine(output) {
  const lines = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
  const told = lines.filter((line) => !/A complete log|\.log$/.test(line));
  return (told[0] ?? "no reason given").replace(/^npm (error|ERR!)\s*/, "");
}

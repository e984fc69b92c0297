import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isDiskFull, isNetworkFailure } from "./failure-signs.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const KNOWN_PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/**
 * Finds a Chromium: the one NEARSIDE_CHROMIUM names, the system's, or Playwright's own.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | undefined>} its path
 * @throws {Refusal} if NEARSIDE_CHROMIUM names a file that is not there
 */
export async function findChromium(env = process.env) {
  const named = env["NEARSIDE_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new Refusal(`NEARSIDE_CHROMIUM names ${named}, which is not there: correct or unset it.`);
  }
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    for (const name of NAMES) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return KNOWN_PLACES.find((path) => existsSync(path)) ?? (await findPlaywrights());
}

/**
 * Finds a Chromium, or installs Debian's package where that is possible, else Playwright's own.
 * @param {string} root
 * @returns {Promise<string>} its path
 * @throws {Refusal} if there is none and none can be installed
 */
export async function ensureChromium(root) {
  const found = await findChromium();
  if (found !== undefined) return found;
  console.log("Installing Chromium ...");
  const output = process.getuid?.() === 0 ? await installDebians() : await installPlaywrights(root);
  const installed = await findChromium();
  if (installed !== undefined) return installed;
  if (isDiskFull(output)) {
    throw new Refusal("The disk is full: free about 1 GB and run the same command again.");
  }
  const network = isNetworkFailure(output) ? " (the network cannot be reached)" : "";
  throw new Refusal(
    `No Chromium was found and none could be installed${network}: install one (on Debian: \`apt-get install chromium\`), or name one in NEARSIDE_CHROMIUM.`,
  );
}

async function installDebians() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const updated = await runCommand("apt-get", ["update", "-q"], { env });
  const args = ["install", "-y", "-q", "--no-install-recommends", "chromium"];
  const installed = await runCommand("apt-get", args, { env });
  return updated.output + installed.output;
}

/** @param {string} root */
async function installPlaywrights(root) {
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  const timeoutMs = 300_000;
  const { output } = await runCommand(process.execPath, [cli, "install", "chromium"], {
    timeoutMs,
  });
  return output;
}

/** @returns {Promise<string | undefined>} */
async function findPlaywrights() {
  try {
    const { chromium } = await import("@playwright/test");
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  } catch {
    // Not installed yet: then it has no browser either.
    return undefined;
  }
}

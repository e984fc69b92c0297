import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuild } from "../set-up/build.mjs";
import { Refusal } from "../set-up/refusal.mjs";
import { runCommand } from "../set-up/run-command.mjs";
import { countPlaywright, countVitest } from "./reports.mjs";

/**
 * @typedef {object} Stage
 * @property {string} root
 * @property {NodeJS.ProcessEnv} env
 * @property {number} timeoutMs
 *
 * @typedef {import("./counts.mjs").Counts} Counts
 */

/**
 * Runs every npm script named `check:…`; each counts as one test.
 * @param {Stage} stage
 * @returns {Promise<Counts>}
 */
export async function runChecks({ root, env, timeoutMs }) {
  const endsAt = Date.now() + timeoutMs;
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const failed = [];
  let passed = 0;
  for (const name of Object.keys(scripts).filter((script) => script.startsWith("check:"))) {
    const { code, output } = await runCommand("npm", ["run", "--silent", name], {
      cwd: root,
      env,
      timeoutMs: Math.max(1000, endsAt - Date.now()),
    });
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${name}`);
    if (code === 0) passed += 1;
    else {
      console.log(output.trim());
      failed.push(name);
    }
  }
  return { passed, failed, skipped: [] };
}

/**
 * Runs the unit, contract, architecture and public-API tests.
 * @param {Stage} stage
 * @returns {Promise<Counts>}
 */
export async function runVitest(stage) {
  const report = join(stage.root, "test-results/vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const result = await runTool(stage, "node_modules/vitest/vitest.mjs", args);
  return countReport("vitest", report, result.code, countVitest);
}

/**
 * Runs the browser tests whose title has no `@long`, or only those.
 * @param {Stage} stage
 * @param {boolean} isLong
 * @returns {Promise<Counts>}
 */
export async function runBrowserTests(stage, isLong) {
  const report = join(stage.root, "test-results/browser.json");
  const chosen = isLong ? ["--grep", "@long"] : ["--grep-invert", "@long"];
  const args = ["test", ...chosen, "--pass-with-no-tests"];
  const result = await runTool(stage, "node_modules/@playwright/test/cli.js", args);
  return countReport("browser tests", report, result.code, countPlaywright);
}

/**
 * Builds the app; counts as one test.
 * @param {string} root
 * @returns {Promise<Counts>}
 */
export async function runBuild(root) {
  try {
    await ensureBuild(root);
    return { passed: 1, failed: [], skipped: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return { passed: 0, failed: ["build"], skipped: ["browser tests (the build failed)"] };
  }
}

/**
 * @param {Stage} stage
 * @param {string} script
 * @param {readonly string[]} args
 */
function runTool({ root, env, timeoutMs }, script, args) {
  const options = { cwd: root, env, timeoutMs, isShown: true };
  return runCommand(process.execPath, [join(root, script), ...args], options);
}

/**
 * A runner that ended badly without a failed test to show for it counts as one failure.
 * @param {string} name
 * @param {string} path
 * @param {number} code
 * @param {(report: any) => Counts} count
 * @returns {Counts}
 */
export function countReport(name, path, code, count) {
  const ended = code === 124 ? "was stopped, out of time" : `ended with code ${code}`;
  if (!existsSync(path)) {
    const isFine = code === 0;
    return { passed: 0, failed: isFine ? [] : [`${name} (${ended}, no report)`], skipped: [] };
  }
  const counts = count(JSON.parse(readFileSync(path, "utf8")));
  if (code === 0 || counts.failed.length > 0) return counts;
  return { ...counts, failed: [`${name} (${ended})`] };
}

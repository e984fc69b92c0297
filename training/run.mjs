/**
 * The training commands: installs what is missing, writes everyday requests and features, then runs the Python part. `node training/run.mjs train | evaluate | measure | candidates`.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureModels } from "../tools/set-up/models.mjs";
import { ensureNodeModules } from "../tools/set-up/node-modules.mjs";
import { ensurePython } from "../tools/set-up/python.mjs";
import { Refusal, runMain } from "../tools/set-up/refusal.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DATA = join(ROOT, "../shared/data");
const FEATURES = join(ROOT, ".cache/training");
const SCRIPTS = {
  train: "train.py",
  evaluate: "evaluate.py",
  measure: "measure_embedded_model.py",
  candidates: "candidates.py",
};
const REQUESTS = "test/evaluation/everyday/requests.jsonl";

/**
 * Fits with one thread for linear algebra, so that sums are made in one order and the bytes come out the same.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 * @throws {Refusal} if it ends with another code than 0; what it said is on the terminal
 */
function run(program, args) {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: "inherit", env });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Refusal(`${args[0]} ended with code ${code}; the lines above say why.`));
    });
  });
}

await runMain(async () => {
  const [command = "", ...more] = process.argv.slice(2);
  const script = Object.entries(SCRIPTS).find(([name]) => name === command)?.[1];
  if (script === undefined) {
    throw new Refusal(
      "Say what to run: node training/run.mjs train | evaluate | measure | candidates.",
    );
  }
  if (!existsSync(join(DATA, "outcomes"))) {
    throw new Refusal("The training data is missing: put it beside this folder as ../shared/data.");
  }
  await ensureNodeModules(ROOT);
  const packages = command === "candidates" ? "candidates-requirements.txt" : "requirements.txt";
  const python = await ensurePython(`training/${packages}`);
  if (command === "measure") await ensureModels(ROOT);
  const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
  await run(python, ["training/everyday/generate.py", join(FEATURES, "everyday.jsonl")]);
  await run(process.execPath, [tsx, "training/write-features.ts", DATA, FEATURES]);
  if (command === "evaluate") {
    const estimates = join(FEATURES, "everyday-estimates.jsonl");
    await run(process.execPath, [tsx, "tools/estimate.ts", "--in", REQUESTS, "--out", estimates]);
    const flips = ["flips.json", "flips.md"].map((name) => join(FEATURES, name));
    await run(process.execPath, [tsx, "training/measure-flips.ts", ...flips]);
  }
  await run(python, [join("training", script), ...more]);
});

import { execFile, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { environmentPython } from "../../../tools/set-up/python.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TRAINING = join(ROOT, "training");
const python = environmentPython(ROOT);
const isThere = spawnSync(python, ["-c", "import numpy, scipy"]).status === 0;
const modules = readdirSync(join(TRAINING, "tests"))
  .filter((name) => /^test_.*\.py$/.test(name))
  .map((name) => name.replace(/\.py$/, ""));

/** Runs one file of Python tests; a warning of the arithmetic counts as a failure. */
function runPythonTests(module: string): Promise<{ code: number; output: string }> {
  const args = ["-B", "-W", "error::RuntimeWarning", "-m", "unittest", `tests.${module}`];
  return new Promise((resolve) => {
    const child = execFile(python, args, { cwd: TRAINING }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? 1, output: `${stdout}${stderr}` });
    });
  });
}

/** Package and version of each pinned line; a condition after ";" is left out. */
function pinsOf(path: string): ReadonlyMap<string, string> {
  const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
  const pins = lines.map((line) => /^([\w-]+)==([^;\s]+)/.exec(line)).filter((pin) => pin !== null);
  return new Map(pins.map(([, name = "", version = ""]) => [name, version]));
}

describe.skipIf(!isThere)("Python tests (need numpy and scipy in .venv)", () => {
  test.each(modules)("training/tests/%s", async (module) => {
    const { code, output } = await runPythonTests(module);

    expect(output).toMatch(/^Ran [1-9]\d* tests? in /m);
    expect(code, output).toBe(0);
  });
});

test("files that share the Python environment pin the same versions", () => {
  const training = pinsOf("training/requirements.txt");
  const shared = [...pinsOf("test/requirements.txt")].filter(([name]) => training.has(name));

  expect(shared.map(([name]) => name)).toContain("numpy");
  for (const [name, version] of shared)
    expect(`${name} ${version}`).toBe(`${name} ${training.get(name)}`);
});

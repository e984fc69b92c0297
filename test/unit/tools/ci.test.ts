import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { requireProgram } from "./find-program.ts";
import { freshClone, linesOf, type FreshClone, type ToolRun } from "./run-tool.ts";

let clone: FreshClone | undefined;
afterEach(() => clone?.remove());

test("the last line has the sums of both runs", async () => {
  const { code, stdout } = await runCi(
    "echo 3 passed, 0 failed",
    "echo 2 passed, 0 failed, 1 skipped",
  );
  expect(linesOf(stdout).at(-1)).toBe("5 passed, 0 failed, 1 skipped");
  expect(code).toBe(0);
});

test("a failed test in either run is a failure, and the other run still runs", async () => {
  const { code, stdout } = await runCi(
    "echo 3 passed, 1 failed; exit 1",
    "echo 2 passed, 0 failed",
  );
  expect(linesOf(stdout).at(-1)).toBe("5 passed, 1 failed");
  expect(code).toBe(1);
});

test("a run that ends without its closing line is one failure", async () => {
  const { code, stdout } = await runCi("echo 3 passed, 0 failed", "echo hello");
  expect(linesOf(stdout).at(-1)).toBe("3 passed, 1 failed");
  expect(code).toBe(1);
});

/** Runs tools/ci.mjs where `npm test` and `npm run test:long` are these commands. */
function runCi(short: string, long: string): Promise<ToolRun> {
  clone = freshClone({
    npm: requireProgram("npm"),
    sh: requireProgram("sh"),
    node: process.execPath,
  });
  const scripts = { test: short, "test:long": long };
  writeFileSync(join(clone.root, "package.json"), JSON.stringify({ scripts }));
  return clone.run("ci.mjs", []);
}

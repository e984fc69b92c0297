import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// `npm run check`: every npm script named `check:…`, one after another, each reported as passed or failed.
// `node tools/check.mjs types lint` runs those alone. The figures are in .cache/check.json for other programs.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const { scripts } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const wanted = process.argv.slice(2);
const names = Object.keys(scripts)
  .filter((script) => script.startsWith("check:"))
  .map((script) => script.slice("check:".length))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

const results = names.map((name) => {
  const startedAt = performance.now();
  const run = spawnSync("npm", ["run", "--silent", `check:${name}`], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
  });
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const isPassed = run.status === 0;
  const output = `${run.stdout}${run.stderr}`.trim();
  console.log(`${isPassed ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (!isPassed) console.log(output);
  return { name, passed: isPassed, seconds, output };
});

mkdirSync(`${ROOT}/.cache`, { recursive: true });
writeFileSync(`${ROOT}/.cache/check.json`, `${JSON.stringify(results, null, 2)}\n`);
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

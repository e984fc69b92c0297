import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./set-up/chromium.mjs";
import { ensureModels } from "./set-up/models.mjs";
import { ensureNodeModules } from "./set-up/node-modules.mjs";
import { ensurePython } from "./set-up/python.mjs";
import { runMain } from "./set-up/refusal.mjs";
import { closingLine, sum } from "./test/counts.mjs";
import { runBrowserTests, runBuild, runChecks, runVitest } from "./test/stages.mjs";

// `npm test`: installs what is missing, then checks, unit and contract tests, the build and the browser tests.
// `--long` runs the long suites in place of the short ones. A failing stage does not keep the others from running.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SHORT_MS = 14.5 * 60_000;
const LONG_MS = 43 * 60_000;

await runMain(async () => {
  const isLong = process.argv.includes("--long");
  const endsAt = Date.now() + (isLong ? LONG_MS : SHORT_MS);
  await ensureNodeModules(ROOT);
  const chromium = await ensureChromium(ROOT);
  await ensurePython("test/requirements.txt", ROOT);
  await ensureModels(ROOT);
  rmSync(join(ROOT, "test-results"), { recursive: true, force: true });

  const env = {
    ...process.env,
    NEARSIDE_CHROMIUM: chromium,
    ...(isLong ? { NEARSIDE_LONG: "1" } : {}),
  };
  const stage = () => ({ root: ROOT, env, timeoutMs: Math.max(1000, endsAt - Date.now()) });
  const parts = [];
  if (!isLong) parts.push(await runChecks(stage()));
  parts.push(await runVitest(stage()));
  const build = await runBuild(ROOT);
  parts.push(build);
  if (build.failed.length === 0) parts.push(await runBrowserTests(stage(), isLong));

  const total = sum(parts);
  for (const name of total.skipped) console.log(`skipped: ${name}`);
  for (const name of total.failed) console.log(`failed: ${name}`);
  console.log(`in ${Math.round((Date.now() - (endsAt - (isLong ? LONG_MS : SHORT_MS))) / 1000)} s`);
  console.log(closingLine(total));
  if (total.failed.length > 0) process.exitCode = 1;
});

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuild } from "./set-up/build.mjs";
import { ensureChromium } from "./set-up/chromium.mjs";
import { ensureModels } from "./set-up/models.mjs";
import { ensureNodeModules } from "./set-up/node-modules.mjs";
import { ensurePython } from "./set-up/python.mjs";
import { Refusal, runMain } from "./set-up/refusal.mjs";

// Installs, fetches and builds what is missing, in the order given; quick if nothing is. For other npm scripts to
// begin with: node tools/set-up.mjs node python:training models build chromium

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} part */
async function setUp(part) {
  if (part.startsWith("python:")) {
    await ensurePython(join(part.slice("python:".length), "requirements.txt"));
    return;
  }
  switch (part) {
    case "node":
      await ensureNodeModules(ROOT);
      return;
    case "models":
      await ensureModels(ROOT);
      return;
    case "build":
      await ensureBuild(ROOT);
      return;
    case "chromium":
      await ensureChromium(ROOT);
      return;
    default:
      throw new Refusal(
        `There is no part "${part}" to set up: use node, python:FOLDER, models, build or chromium.`,
      );
  }
}

await runMain(async () => {
  for (const part of process.argv.slice(2)) await setUp(part);
});

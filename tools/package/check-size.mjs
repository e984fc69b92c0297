import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal, runMain } from "../set-up/refusal.mjs";
import { runCommand } from "../set-up/run-command.mjs";

// `npm run check:size`: what `npm run bench:size` measures, against the budgets; and no runtime in a page's bundle.

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Gzip, kB of 1000 bytes. */
const BUDGETS = { libraryKb: 60, appKb: 120 };
/** Words of each heavy library's own code, which nobody else writes. */
const RUNTIMES = {
  "ONNX Runtime": "InferenceSession",
  wllama: "wllamaAction",
  "web-llm": "tvmjs",
  "libphonenumber-js": "leadingDigits",
  secretlint: "messageId",
};

await runMain(async () => {
  const { code, output } = await runCommand("npm", ["run", "--silent", "bench:size"], {
    cwd: ROOT,
  });
  if (code !== 0) throw new Refusal(output.trim());
  const measured = JSON.parse(output.trim().split("\n").at(-1) ?? "{}");
  for (const [name, limit] of Object.entries(BUDGETS)) {
    const size = measured[name];
    if (!(size <= limit)) throw new Refusal(`${name} is ${size} kB, over its ${limit} kB.`);
  }
  const modules = [...pageModules("dist/assets"), ...pageModules("dist-package")];
  if (modules.length < 4) throw new Refusal("No page modules were found in dist/.");
  for (const file of modules) {
    const text = readFileSync(join(ROOT, file), "utf8");
    for (const [name, word] of Object.entries(RUNTIMES)) {
      if (text.includes(word)) throw new Refusal(`${file} holds ${name}: it belongs in a worker.`);
    }
  }
  console.log(output.trim());
});

/**
 * Modules that a page loads: everything but the workers, ONNX Runtime's own loader, and web-llm's library (`lib`), which its
 * worker alone imports.
 * @param {string} folder
 */
function pageModules(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js") && !/worker|^lib-/.test(path))
    .map((path) => join(folder, path));
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf } from "../set-up/build.mjs";
import { Refusal, runMain } from "../set-up/refusal.mjs";
import { runCommand } from "../set-up/run-command.mjs";
import { rollUpTypes } from "./roll-up-types.mjs";

// `npm run build:library`: writes dist-package/, the folder that `npm pack` packs, if what it is made from has changed.

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, ".cache/package-stamp");
const SOURCES = [
  "package-lock.json",
  "public/models/router",
  "src",
  "tools/package",
  "vite.library.config.ts",
  "workers",
];

/**
 * Builds one pass of the library.
 * @param {"modules" | "script"} pass
 */
async function build(pass) {
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--config", "vite.library.config.ts", "--logLevel=warn"];
  const env = { ...process.env, LIBRARY_PASS: pass };
  const { code, output } = await runCommand(process.execPath, args, { cwd: ROOT, env });
  if (code !== 0) throw new Refusal(`The library build failed:\n${output.trim()}`);
}

await runMain(async () => {
  const digest = digestOf(ROOT, SOURCES);
  const isBuilt = existsSync(join(ROOT, "dist-package/nearside.js")) && existsSync(STAMP);
  if (isBuilt && readFileSync(STAMP, "utf8") === digest) return;
  await build("modules");
  await build("script");
  for (const [name, text] of await rollUpTypes(ROOT)) {
    writeFileSync(join(ROOT, "dist-package", name), text);
  }
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  writeFileSync(STAMP, digest);
  console.log("Built dist-package/.");
});

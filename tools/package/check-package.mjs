import { join } from "node:path";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { Refusal, runMain } from "../set-up/refusal.mjs";
import { runCommand } from "../set-up/run-command.mjs";
import { pack } from "./pack.mjs";

// `npm run check:package`: publint and are-the-types-wrong over the packed tarball.

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

await runMain(async () => {
  const tarball = await pack(ROOT);
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const { messages } = await publint({ pack: { tarball: readFileSync(tarball).buffer } });
  if (messages.length > 0) {
    throw new Refusal(messages.map((message) => formatMessage(message, manifest)).join("\n"));
  }
  const attw = join(ROOT, "node_modules/@arethetypeswrong/cli/dist/index.js");
  // A module file for a script tag has no types to be wrong.
  const args = [attw, tarball, "--profile", "esm-only", "--exclude-entrypoints", "./nearside.js"];
  const { code, output } = await runCommand(process.execPath, args, { cwd: ROOT });
  if (code !== 0) throw new Refusal(output.trim());
});

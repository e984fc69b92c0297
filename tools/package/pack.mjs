import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../set-up/refusal.mjs";
import { runCommand } from "../set-up/run-command.mjs";

/**
 * Builds the package if need be and packs it as `npm pack` does.
 * @param {string} root
 * @returns {Promise<string>} the path of the tarball
 * @throws {Refusal} with what npm said
 */
export async function pack(root) {
  await run(root, process.execPath, ["tools/package/build-package.mjs"]);
  const folder = join(root, ".cache/package");
  mkdirSync(folder, { recursive: true });
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  const output = await run(root, "npm", args);
  const name = output.trim().split("\n").at(-1) ?? "";
  return join(folder, name);
}

/**
 * @param {string} root
 * @param {string} program
 * @param {readonly string[]} args
 */
async function run(root, program, args) {
  const { code, output } = await runCommand(program, args, { cwd: root });
  if (code !== 0) throw new Refusal(output.trim());
  return output;
}

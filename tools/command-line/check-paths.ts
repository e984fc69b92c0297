import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "../set-up/refusal.mjs";

/** Fails with a `Refusal` unless there is a file to read. */
export function checkInput(from: string): void {
  if (!existsSync(from) || statSync(from).isDirectory()) {
    throw new Refusal(`There is no file ${from} to read.`);
  }
}

/** Fails with a `Refusal` where a file cannot lie at `to`, or is the input: opening it to write would empty it. */
export function checkOutput(to: string, from: string): void {
  if (!existsSync(dirname(to))) throw new Refusal(`There is no folder ${dirname(to)} to write in.`);
  if (!existsSync(to)) return;
  if (statSync(to).isDirectory()) throw new Refusal(`${to} is a folder: name a file to write.`);
  if (realpathSync(from) === realpathSync(to)) {
    throw new Refusal(`${to} is the file to be read: name another one to write.`);
  }
}

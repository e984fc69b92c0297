import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { seedOf } from "../perturbations/seeded-chance.ts";

/** A request to perturb, and the set it comes from. */
export interface FlipPrompt {
  readonly id: string;
  readonly group: string;
  readonly text: string;
}

const FOLDERS = ["outcomes", "queries"];

/** The 300 everyday requests, in two groups by language. */
export function everydayPrompts(file: string): readonly FlipPrompt[] {
  return readRows(file).map(({ id, language, prompt }) => ({
    id: String(id),
    group: `everyday-${String(language)}`,
    text: String(prompt),
  }));
}

/**
 * `count` prompts of the data folder, drawn by the hash of their ids: the same ones on every machine, grouped by file.
 * None where the folder is not there.
 */
export function drawnPrompts(dataFolder: string, count: number): readonly FlipPrompt[] {
  const files = FOLDERS.flatMap((folder) => jsonlFiles(join(dataFolder, folder)));
  const prompts = files.flatMap((file) =>
    readRows(file).map(({ id, prompt }) => ({
      id: String(id),
      group: basename(file, ".jsonl"),
      text: String(prompt),
    })),
  );
  const ranked = prompts.map((prompt) => ({ prompt, rank: seedOf(prompt.id) }));
  const drawn = ranked.toSorted((one, other) => one.rank - other.rank).slice(0, count);
  return drawn.map(({ prompt }) => prompt);
}

function jsonlFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.toSorted().map((name) => join(folder, name));
}

function readRows(file: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

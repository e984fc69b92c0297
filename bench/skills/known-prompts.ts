import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One line of the public data: what people or test makers ask of an assistant. */
export interface KnownPrompt {
  readonly id: string;
  readonly prompt: string;
  /** The publisher's answer, where the line has one. */
  readonly answer: string | null;
}

const FOLDERS = ["queries", "outcomes"];

/** Every distinct prompt of the shared data, about 55,000; null where the data is not there. */
export function knownPrompts(dataFolder: string): readonly KnownPrompt[] | null {
  if (!existsSync(dataFolder)) return null;
  const prompts = new Map<string, KnownPrompt>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(dataFolder, folder)).toSorted()) {
      if (!name.endsWith(".jsonl")) continue;
      for (const line of linesOf(join(dataFolder, folder, name))) {
        const known = readLine(line);
        if (!prompts.has(known.prompt)) prompts.set(known.prompt, known);
      }
    }
  }
  return [...prompts.values()];
}

function readLine(line: string): KnownPrompt {
  const { id, prompt, answer } = JSON.parse(line) as Record<"id" | "prompt", string> & {
    answer?: unknown;
  };
  return { id, prompt, answer: typeof answer === "string" ? answer : null };
}

/** The lines of a JSONL file that are not empty. */
export function linesOf(path: string): readonly string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

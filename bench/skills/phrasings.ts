import { fileURLToPath } from "node:url";
import { linesOf } from "./known-prompts.ts";

/** A request that a skill should answer, and the forms of the right value. */
export interface Phrasing {
  readonly id: string;
  readonly language: "en" | "ko";
  readonly skill: string;
  readonly text: string;
  readonly nowMs: number;
  readonly timeZone: string;
  readonly accepted: readonly string[];
}

/** A request that looks like one for a skill, and must not be answered by any. */
export interface NearMiss {
  readonly id: string;
  readonly text: string;
}

/** The 300 phrasings of test/evaluation/skills. */
export function phrasings(): readonly Phrasing[] {
  return read("phrasings.jsonl");
}

/** The 60 near misses of test/evaluation/skills. */
export function nearMisses(): readonly NearMiss[] {
  return read("near-misses.jsonl");
}

function read<Line>(name: string): readonly Line[] {
  const url = new URL(`../../test/evaluation/skills/${name}`, import.meta.url);
  return linesOf(fileURLToPath(url)).map((line) => JSON.parse(line) as Line);
}

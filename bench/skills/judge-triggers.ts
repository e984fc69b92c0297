import { fileURLToPath } from "node:url";
import type { SkillAnswer } from "../../src/terms/skill-answer.ts";
import { linesOf, type KnownPrompt } from "./known-prompts.ts";

/** The moment and place of the sweep: what the reviewed answers were reviewed for. */
export const SWEEP_NOW = { nowMs: Date.UTC(2026, 10, 24, 5, 30), timeZone: "Asia/Seoul" };

/** A prompt of the data that a skill answered. */
export interface Trigger {
  readonly known: KnownPrompt;
  readonly answer: SkillAnswer;
}

/**
 * Answers that were read one by one and found right on 2026-11-24, by the id of the prompt. Numbers, dates and zones were
 * worked out a second time in Python (fractions, datetime, zoneinfo); whether the request asks for that, a reader judged.
 */
const reviewed: ReadonlyMap<string, string> = new Map(
  linesOf(fileURLToPath(new URL("reviewed-triggers.jsonl", import.meta.url))).map((line) => {
    const { id, text } = JSON.parse(line) as Record<"id" | "text", string>;
    return [id, text] as const;
  }),
);

/**
 * Whether a skill was right to answer. Where the publisher gives an answer of one line, it must be the same; elsewhere the
 * answer must be one that was reviewed. Whatever is new is wrong until somebody has read it.
 */
export function isRightTrigger({ known, answer }: Trigger): boolean {
  const text = answer.text.replaceAll(",", "");
  if (known.id.startsWith("bbh:")) return text === known.answer?.replaceAll(",", "");
  return reviewed.get(known.id) === answer.text;
}

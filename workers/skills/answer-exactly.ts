import type { SkillAnswer } from "../../src/terms/skill-answer.ts";
import type { SkillNow } from "../skills.contract.ts";
import { allSkills } from "./all-skills.ts";
import { requestStarts } from "./language/courtesy.ts";
import { RequestReader } from "./language/request-reader.ts";
import { readRequestText } from "./language/request-text.ts";
import { agreed, type Skill, type Verdict } from "./language/rule.ts";

/** Enough for every sentence that a person writes, at a few milliseconds; what needs more is not read. */
const MAX_STEPS = 200_000;

/**
 * The exact answer to a text that is recognised as a whole, or null. Every reading of every skill must agree: one that is
 * unsure, or two that differ, make it null. Pure, and bounded in time by the length of the text and by `MAX_STEPS`.
 */
export function answerExactly(text: string, now: SkillNow): SkillAnswer | null {
  const request = readRequestText(text);
  if (request === null) return null;
  const reader = new RequestReader(request, MAX_STEPS);
  const starts = requestStarts(request.plain);
  const answers = allSkills.flatMap((skill) => answersOf(skill, reader, starts, now));
  return reader.isSpent ? null : agreed(answers);
}

function answersOf(
  skill: Skill,
  reader: RequestReader,
  starts: readonly number[],
  now: SkillNow,
): readonly (SkillAnswer | null)[] {
  const found: Verdict[] = [];
  for (const at of starts) {
    for (const rule of skill.rules) rule.answer(reader, at, now, found);
  }
  return found.flatMap((verdict) => {
    if (verdict === "unfit") return [];
    return [verdict && { skill: skill.name, ...verdict }];
  });
}

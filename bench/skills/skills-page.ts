import { createSkillsClient } from "../../src/device/skills-client.ts";
import type { SkillAnswer } from "../../src/terms/skill-answer.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";

/** One request to the skills. */
export interface Asked {
  readonly text: string;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** What came back through the client and the worker, and after how long. */
export interface TimedAnswer {
  readonly answer: SkillAnswer | null;
  readonly ms: number;
}

declare global {
  interface Window {
    askSkills?: (requests: readonly Asked[]) => Promise<readonly TimedAnswer[]>;
  }
}

allowOwnScripts();
const never = new AbortController().signal;
// A deadline would hide a slow answer as none.
const skills = createSkillsClient({ deadlineMs: 60_000, startPatienceMs: 60_000 });

window.askSkills = async (requests) => {
  const answers: TimedAnswer[] = [];
  for (const { text, ...now } of requests) {
    const began = performance.now();
    const answer = await skills.answer(text, now, never);
    answers.push({ answer, ms: performance.now() - began });
  }
  return answers;
};

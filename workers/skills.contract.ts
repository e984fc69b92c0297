import type { SkillAnswer } from "../src/terms/skill-answer.ts";

/** The skills worker: exact answers by well-kept libraries. It has no network and keeps nothing. */
export interface SkillsWorker {
  /** Null unless a skill recognises the whole text with certainty. Never fails because of what the text says. */
  answer(text: string, now: SkillNow): Promise<SkillAnswer | null>;
}

/** What some skills need to know of the moment. */
export interface SkillNow {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** IANA name, as in "Asia/Seoul". */
  readonly timeZone: string;
}

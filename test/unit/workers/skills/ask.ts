import { answerExactly } from "../../../../workers/skills/answer-exactly.ts";

/** Tuesday, 24 November 2026, 14:30 in Seoul. */
export const seoulNow = { nowMs: Date.UTC(2026, 10, 24, 5, 30), timeZone: "Asia/Seoul" };

/** What the skills answer to a text at that moment; null where they do not. */
export function textFor(request: string, now = seoulNow): string | null {
  return answerExactly(request, now)?.text ?? null;
}

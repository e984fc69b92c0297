import type { ChatRequest } from "../chat/chat-request.ts";
import { skillText } from "../decision/skill-text.ts";
import { RouterError } from "../router-error.ts";
import type { SkillWord } from "../terms/skill-answer.ts";
import type { RoutingParts } from "./request-call.ts";

/** Puts a request to the skills where it has the shape they answer. An abort is an `AbortError`. */
export async function askSkills(
  request: ChatRequest,
  { skills, surroundings }: Pick<RoutingParts, "skills" | "surroundings">,
  signal: AbortSignal,
): Promise<SkillWord> {
  const text = skillText(request);
  if (text === null) return { answer: null, failure: null };
  const now = { nowMs: surroundings.now(), timeZone: surroundings.timeZone() };
  try {
    return { answer: await skills.answer(text, now, signal), failure: null };
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof RouterError)) throw cause;
    return { answer: null, failure: cause.code };
  }
}

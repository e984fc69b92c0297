import type { ChatRequest } from "../chat/chat-request.ts";
import { skillText } from "../decision/skill-text.ts";
import { RouterError, type RouterErrorCode } from "../router-error.ts";
import type { SkillAnswer } from "../terms/skill-answer.ts";
import type { RoutingParts } from "./request-call.ts";

/** What the skills say of a request. */
export interface SkillWord {
  /** Null where no skill recognises the whole of it. */
  readonly answer: SkillAnswer | null;
  /** Why they could not be asked; a request never fails because of that. */
  readonly failure: RouterErrorCode | null;
}

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

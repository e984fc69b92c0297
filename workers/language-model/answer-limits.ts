import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { RouterError } from "../../src/router-error.ts";

/** What holds for an answer of any engine. */
export interface AnswerLimits {
  readonly maxTokens: number;
  readonly temperature: number;
  /** How many of the likeliest tokens are reported with each token. */
  readonly alternatives: number;
  readonly stop: readonly string[];
}

/** A small model is at its most exact when it takes the likeliest token, so that is the default. */
const DEFAULT_TEMPERATURE = 0;
const DEFAULT_MAX_TOKENS = 512;
/** Reported whether asked for or not: how sure the model was is read from them. */
const LEAST_ALTERNATIVES = 5;

/** Reads them from a request. Fails with `unsupported_parameter` where more than one answer is wanted. */
export function answerLimits(request: ChatRequest): AnswerLimits {
  if ((request.n ?? 1) !== 1) {
    throw new RouterError("unsupported_parameter", "The device model gives one answer at a time.");
  }
  const { stop } = request;
  return {
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_MAX_TOKENS,
    temperature: request.temperature ?? DEFAULT_TEMPERATURE,
    alternatives: Math.max(LEAST_ALTERNATIVES, request.top_logprobs ?? 0),
    stop: typeof stop === "string" ? [stop] : (stop ?? []),
  };
}

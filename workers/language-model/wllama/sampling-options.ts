import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { answerLimits } from "../answer-limits.ts";
import { answerSchema, type AnswerSchema } from "../answer-schema.ts";
import { given } from "../given.ts";

/** Options of the engine's completion call, in the names of llama.cpp's server. */
export interface SamplingOptions {
  readonly max_tokens: number;
  readonly temperature: number;
  readonly top_p?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly frequency_penalty?: number;
  readonly presence_penalty?: number;
  /** How many of the likeliest tokens are reported with each token. */
  readonly n_probs: number;
  readonly json_schema?: AnswerSchema;
}

/** Translates a request. Fails with `unsupported_parameter` for what this engine cannot do. */
export function samplingOptions(request: ChatRequest): SamplingOptions {
  const { maxTokens, temperature, alternatives, stop } = answerLimits(request);
  return {
    max_tokens: maxTokens,
    temperature,
    n_probs: alternatives,
    ...given("top_p", request.top_p),
    ...given("seed", request.seed),
    ...given("frequency_penalty", request.frequency_penalty),
    ...given("presence_penalty", request.presence_penalty),
    ...given("stop", stop.length > 0 ? stop : null),
    ...given("json_schema", answerSchema(request)),
  };
}

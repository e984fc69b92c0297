import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { RouterError } from "../../../src/router-error.ts";
import { answerSchema, type AnswerSchema } from "../answer-schema.ts";

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

/** A small model is at its most exact when it takes the likeliest token, so that is the default. */
const DEFAULT_TEMPERATURE = 0;
const DEFAULT_MAX_TOKENS = 512;
/** Reported whether asked for or not: how sure the model was is read from them. */
const LEAST_ALTERNATIVES = 5;

/** Translates a request. Fails with `unsupported_parameter` for what this engine cannot do. */
export function samplingOptions(request: ChatRequest): SamplingOptions {
  if ((request.n ?? 1) !== 1) {
    throw new RouterError("unsupported_parameter", "The device model gives one answer at a time.");
  }
  const schema = answerSchema(request);
  return {
    max_tokens: request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_MAX_TOKENS,
    temperature: request.temperature ?? DEFAULT_TEMPERATURE,
    n_probs: Math.max(LEAST_ALTERNATIVES, request.top_logprobs ?? 0),
    ...given("top_p", request.top_p),
    ...given("seed", request.seed),
    ...given("frequency_penalty", request.frequency_penalty),
    ...given("presence_penalty", request.presence_penalty),
    ...given("stop", typeof request.stop === "string" ? [request.stop] : request.stop),
    ...given("json_schema", schema),
  };
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [Key in Name]?: Value } {
  return value === null || value === undefined
    ? {}
    : ({ [name]: value } as { [Key in Name]: Value });
}

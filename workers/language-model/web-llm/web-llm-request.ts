import type { ChatCompletionMessageParam, ChatCompletionRequestStreaming } from "@mlc-ai/web-llm";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import type { LoadOptions } from "../../language-model.contract.ts";
import { answerLimits } from "../answer-limits.ts";
import { answerSchema } from "../answer-schema.ts";
import { given } from "../given.ts";
import { plainMessages, type PlainMessage } from "../plain-messages.ts";

/** What the loaded model decides of a request. */
export interface RequestStyle {
  readonly thinking: LoadOptions["thinking"];
  /** Texts that its tokenizer takes for control tokens wherever they stand. */
  readonly controlTexts: readonly string[];
}

const MOST_ALTERNATIVES = 5;
/**
 * The library reports probabilities after the temperature has bent them, and at 0 every choice looks certain. So the
 * likeliest token is taken by leaving no other to choose from, and the figures stay the model's own.
 */
const LIKELIEST_ONLY = { temperature: 1, top_p: 1e-5 };

/** Translates a request. Fails with `unsupported_parameter` for what this engine cannot do. */
export function webLlmRequest(
  request: ChatRequest,
  style: RequestStyle,
): ChatCompletionRequestStreaming {
  const { maxTokens, temperature, alternatives, stop } = answerLimits(request);
  const schema = answerSchema(request);
  return {
    stream: true,
    stream_options: { include_usage: true },
    messages: shielded(systemFirst(plainMessages(request)), style.controlTexts),
    max_tokens: maxTokens,
    ...(temperature === 0 ? LIKELIEST_ONLY : { temperature, ...given("top_p", request.top_p) }),
    logprobs: true,
    top_logprobs: Math.min(MOST_ALTERNATIVES, alternatives),
    ...given("seed", request.seed),
    ...given("frequency_penalty", request.frequency_penalty),
    ...given("presence_penalty", request.presence_penalty),
    ...(stop.length > 0 && { stop: [...stop] }),
    ...(schema && { response_format: { type: "json_object", schema: JSON.stringify(schema) } }),
    ...(style.thinking && { extra_body: { enable_thinking: style.thinking === "on" } }),
  };
}

/** The library takes one system message, and only as the first. */
function systemFirst(messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const rest = messages.filter(({ role }) => role !== "system");
  return system.length === 0 ? rest : [{ role: "system", content: system.join("\n\n") }, ...rest];
}

/** Takes no room and joins what stands beside it. */
const WORD_JOINER = "\u2060";

/**
 * The library's tokenizer reads control tokens in any text, so a message could end its own turn. It is no longer one
 * with a joiner inside, which nobody sees.
 */
function shielded(
  messages: readonly PlainMessage[],
  controlTexts: readonly string[],
): ChatCompletionMessageParam[] {
  return messages.map(({ role, content }) => ({
    role,
    content: controlTexts.reduce(
      (text, control) =>
        text.replaceAll(control, control.slice(0, 1) + WORD_JOINER + control.slice(1)),
      content,
    ),
  }));
}

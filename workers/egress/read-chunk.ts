import type {
  AnswerEvent,
  FinishReason,
  TokenLogprob,
  Usage,
} from "../../src/terms/answer-event.ts";
import { EgressFailure, failureInAnswer, wordsOf } from "./failure.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What one chunk of a stream, or one whole completion, holds. `finishReason` is null until the end is told. */
export interface ReadChunk {
  readonly events: readonly AnswerEvent[];
  readonly finishReason: FinishReason | null;
  readonly usage: Usage | null;
}

/**
 * Reads one JSON object of an OpenAI-compatible answer: a chunk (`delta`) or a whole completion (`message`). Lenient in
 * what is absent, strict in what is wrong: text that is no JSON object fails with `cloud_malformed`, and an error
 * inside an answer with what its code means, else `cloud_failed`.
 */
export function readChunk(json: string): ReadChunk {
  const chunk = parse(json);
  const error = chunk["error"];
  if (error !== undefined && error !== null && error !== "") throw failureInAnswer(error);
  const choice = fieldsOf(listOf(chunk["choices"])[0]);
  const usage = usageOf(fieldsOf(chunk["usage"]));
  if (choice === null) return { events: [], finishReason: null, usage };
  const said = fieldsOf(choice["delta"]) ?? fieldsOf(choice["message"]) ?? {};
  return {
    events: [...reasoningOf(said), ...textOf(said, choice), ...toolCallsOf(said)],
    finishReason: finishReasonOf(choice["finish_reason"]),
    usage,
  };
}

function parse(json: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new EgressFailure(
      "cloud_malformed",
      "The cloud endpoint sent something that is no JSON.",
      { cause },
    );
  }
  const fields = fieldsOf(value);
  if (fields === null)
    throw new EgressFailure("cloud_malformed", "The cloud endpoint sent no JSON object.");
  return fields;
}

/**
 * Endpoints differ in where they put the thoughts of a model, and some send them twice under two names: the first that
 * says something counts. All of them are kept apart from its answer.
 */
function reasoningOf(said: Fields): readonly AnswerEvent[] {
  const details = listOf(said["reasoning_details"]).map((detail) =>
    wordsOf(fieldsOf(detail)?.["text"]),
  );
  const text = wordsOf(said["reasoning_content"]) || wordsOf(said["reasoning"]) || details.join("");
  return text === "" ? [] : [{ type: "reasoning-added", text }];
}

/** Content is a text or a list of parts. What a model refuses with is its answer, too. */
function wordsSaid(said: Fields): string {
  const parts = listOf(said["content"]).map((part) => wordsOf(fieldsOf(part)?.["text"]));
  return wordsOf(said["content"]) + parts.join("") + wordsOf(said["refusal"]);
}

function textOf(said: Fields, choice: Fields): readonly AnswerEvent[] {
  const text = wordsSaid(said);
  if (text === "") return [];
  const logprobs = listOf(fieldsOf(choice["logprobs"])?.["content"]).flatMap(logprobOf);
  const [logprob] = logprobs;
  // Where a chunk holds several tokens, each takes its own text along.
  if (logprobs.length > 1 && logprobs.map(({ token }) => token).join("") === text)
    return logprobs.map((each) => ({ type: "text-added", text: each.token, logprob: each }));
  return [{ type: "text-added", text, ...(logprob === undefined ? {} : { logprob }) }];
}

function logprobOf(value: unknown): readonly TokenLogprob[] {
  const fields = fieldsOf(value);
  const token = fields?.["token"];
  const logprob = fields?.["logprob"];
  if (typeof token !== "string" || typeof logprob !== "number") return [];
  const alternatives = listOf(fields?.["top_logprobs"]).flatMap(logprobOf);
  return [
    {
      token,
      logprob,
      alternatives: alternatives.map((each) => ({ token: each.token, logprob: each.logprob })),
    },
  ];
}

function toolCallsOf(said: Fields): readonly AnswerEvent[] {
  return listOf(said["tool_calls"]).flatMap((value, position) => {
    const call = fieldsOf(value);
    const called = fieldsOf(call?.["function"]);
    if (call === null || called === null) return [];
    const { id, index } = call;
    const name = called["name"];
    const args = called["arguments"];
    return [
      {
        type: "tool-call-added",
        index: typeof index === "number" ? index : position,
        ...(typeof id === "string" ? { id } : {}),
        ...(typeof name === "string" ? { name } : {}),
        argumentsText: fieldsOf(args) === null ? wordsOf(args) : JSON.stringify(args),
      } as const,
    ];
  });
}

function finishReasonOf(value: unknown): FinishReason | null {
  switch (value) {
    case undefined:
    case null:
    case "":
      return null;
    case "error":
      throw new EgressFailure("cloud_failed", "The cloud model stopped in an error.");
    case "length":
    case "tool_calls":
    case "content_filter":
      return value;
    case "function_call":
      return "tool_calls";
    default:
      return "stop";
  }
}

function usageOf(usage: Fields | null): Usage | null {
  const promptTokens = usage?.["prompt_tokens"];
  const completionTokens = usage?.["completion_tokens"];
  if (typeof promptTokens !== "number" || typeof completionTokens !== "number") return null;
  const reasoningTokens = fieldsOf(usage?.["completion_tokens_details"])?.["reasoning_tokens"];
  return {
    promptTokens,
    completionTokens,
    ...(typeof reasoningTokens === "number" ? { reasoningTokens } : {}),
  };
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

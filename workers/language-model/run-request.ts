import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { RouterError } from "../../src/router-error.ts";
import type { GenerateOptions, LanguageModelEvent } from "../language-model.contract.ts";
import type { PromptBuilder } from "./prompt-builder.ts";
import { samplingOptions, type SamplingOptions } from "./sampling-options.ts";
import { offeredTools, readToolAnswer } from "./tool-calling.ts";
import type { EngineListener, EngineSummary, EngineToken } from "./engine-chunk.ts";
import type { WllamaEngine } from "./wllama-engine.ts";

/** One request and what it needs to run. */
export interface Run {
  readonly id: string;
  readonly request: ChatRequest;
  readonly options: GenerateOptions;
  readonly model: {
    readonly engine: Pick<WllamaEngine, "run">;
    readonly prompts: PromptBuilder;
    readonly contextTokens: number;
  };
  readonly signal: AbortSignal;
  send(event: LanguageModelEvent): void;
}

/** No token of any model stands for more characters than this on average over a whole prompt. */
const MOST_CHARACTERS_PER_TOKEN = 32;

/** Runs one request to its `end` event. Fails as the engine fails; an abort is an end like any other. */
export async function runRequest(run: Run): Promise<void> {
  const { id, request, options, model, signal, send } = run;
  if (signal.aborted) return send(stopped(id, 0));
  const sampling = samplingOptions(request);
  const prompt = model.prompts.prompt(request, options.answerSoFar);
  if (prompt.length > model.contextTokens * MOST_CHARACTERS_PER_TOKEN) {
    throw new RouterError(
      "context_overflow",
      "The conversation is longer than this model can read.",
    );
  }
  const answer = answerSender(run);
  try {
    const summary = await model.engine.run(prompt, sampling, answer, signal);
    const hasCalled = answer.finish();
    send({
      type: "end",
      id,
      ...summary,
      finishReason: finishReasonOf(summary, hasCalled),
    });
  } catch (error) {
    if (!signal.aborted) throw refusedSchema(error, sampling) ?? error;
    send(stopped(id, answer.tokenCount()));
  }
}

function finishReasonOf(summary: EngineSummary, hasCalled: boolean): EngineSummary["finishReason"] {
  return hasCalled ? "tool_calls" : summary.finishReason;
}

function stopped(id: string, completionTokens: number): LanguageModelEvent {
  return {
    type: "end",
    id,
    finishReason: "stopped",
    usage: { promptTokens: 0, completionTokens },
    timings: { promptMs: 0, generationMs: 0 },
  };
}

/**
 * The engine's words for an exception before the run began, of which only the schema can be the cause: the rest
 * of the request is our own. It stays usable.
 */
const REFUSED_AT_START = /invalid typed array length/i;

function refusedSchema(error: unknown, sampling: SamplingOptions): RouterError | null {
  if (!sampling.json_schema || !(error instanceof Error)) return null;
  if (!REFUSED_AT_START.test(error.message)) return null;
  return new RouterError(
    "unsupported_parameter",
    "The device model cannot follow this JSON schema.",
    {
      cause: error,
    },
  );
}

interface AnswerSender extends EngineListener {
  tokenCount(): number;
  /** True where the answer was a function call. */
  finish(): boolean;
}

/** Passes tokens on as they come; an answer that may be a function call is read as a whole first. */
function answerSender({ id, request, send }: Run): AnswerSender {
  const mayCall = offeredTools(request).length > 0;
  const wanted = request.logprobs ? (request.top_logprobs ?? 0) : 0;
  let count = 0;
  let held = "";
  return {
    onToken(token) {
      count++;
      if (mayCall) held += token.text;
      else send({ type: "token", id, ...withAlternatives(token, wanted) });
    },
    onPromptRead: (tokens, totalTokens) => send({ type: "prompt-read", id, tokens, totalTokens }),
    tokenCount: () => count,
    finish: () => mayCall && sendHeld(id, held, send),
  };
}

/** The engine always reports at least one alternative: the token itself. */
function withAlternatives(token: EngineToken, wanted: number): EngineToken {
  const { logprob } = token;
  if (!logprob || logprob.alternatives.length === wanted) return token;
  return {
    ...token,
    logprob: { ...logprob, alternatives: logprob.alternatives.slice(0, wanted) },
  };
}

function sendHeld(id: string, held: string, send: (event: LanguageModelEvent) => void): boolean {
  const answer = readToolAnswer(held);
  if (answer.kind !== "call") {
    const token: EngineToken = { text: answer.text, tokenId: -1 };
    send({ type: "token", id, ...token });
    return false;
  }
  const { name, argumentsText } = answer;
  send({ type: "tool-call", id, index: 0, callId: `call_${id}`, name, argumentsText });
  return true;
}

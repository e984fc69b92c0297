import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type { GenerateOptions, LanguageModelEvent } from "../language-model.contract.ts";
import type { EngineListener, EngineSummary, LoadedEngine } from "./engine.ts";
import { offeredTools, readToolAnswer } from "./tool-calling.ts";

/** One request and what it needs to run. */
export interface Run {
  readonly id: string;
  readonly request: ChatRequest;
  readonly options: GenerateOptions;
  readonly engine: Pick<LoadedEngine, "run">;
  readonly signal: AbortSignal;
  send(event: LanguageModelEvent): void;
}

/** Runs one request to its `end` event. Fails as the engine fails; an abort is an end like any other. */
export async function runRequest(run: Run): Promise<void> {
  const { id, request, options, engine, signal, send } = run;
  if (signal.aborted) return send(stopped(id, 0));
  const answer = answerSender(run);
  try {
    const summary = await engine.run(request, options, answer, signal);
    const hasCalled = answer.finish();
    send({ type: "end", id, ...summary, finishReason: finishReasonOf(summary, hasCalled) });
  } catch (error) {
    if (!signal.aborted) throw error;
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

interface AnswerSender extends EngineListener {
  tokenCount(): number;
  /** True where the answer was a function call. */
  finish(): boolean;
}

/** Passes tokens on as they come; an answer that may be a function call is read as a whole first. */
function answerSender({ id, request, send }: Run): AnswerSender {
  const mayCall = offeredTools(request).length > 0;
  let count = 0;
  let held = "";
  let read = { tokens: 0, totalTokens: 0 };
  const sendRead = () => send({ type: "prompt-read", id, ...read });
  return {
    onToken(token) {
      count++;
      if (!mayCall) return send({ type: "token", id, ...token });
      held += token.text;
      // Nothing is shown yet, but the page must hear that the engine goes on.
      sendRead();
    },
    onPromptRead(tokens, totalTokens) {
      read = { tokens, totalTokens };
      sendRead();
    },
    tokenCount: () => count,
    finish: () => mayCall && sendHeld(id, held, send),
  };
}

function sendHeld(id: string, held: string, send: (event: LanguageModelEvent) => void): boolean {
  const answer = readToolAnswer(held);
  if (answer.kind !== "call") {
    send({ type: "token", id, text: answer.text, tokenId: -1 });
    return false;
  }
  const { name, argumentsText } = answer;
  send({ type: "tool-call", id, index: 0, callId: `call_${id}`, name, argumentsText });
  return true;
}

import type { ChatRequest } from "../chat/chat-request.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { LanguageModelClient, RunEnd, RunEvent } from "./language-model-client.ts";
import type { MeasuredRun } from "./measured-pace.ts";

/** How one turn of a run ended. */
export interface TurnResult {
  /** False where it was interrupted and has to go on later. */
  readonly isWhole: boolean;
  readonly measured: MeasuredRun;
}

/** One request on its way through the engine, in one turn or, as background work, in several. */
export class DeviceRun {
  readonly request: ChatRequest;
  readonly #engine: LanguageModelClient;
  readonly #emit: (event: AnswerEvent) => void;
  #text = "";
  #tokens = 0;
  #stop: (() => void) | null = null;
  #isInterrupted = false;

  constructor(
    request: ChatRequest,
    engine: LanguageModelClient,
    emit: (event: AnswerEvent) => void,
  ) {
    this.request = request;
    this.#engine = engine;
    this.#emit = emit;
  }

  /** Asks the run to leave at the next token, to go on in a later turn. */
  interrupt(): void {
    if (!canGoOn(this.request)) return;
    this.#isInterrupted = true;
    this.#stop?.();
  }

  /** Runs until the answer is whole, is interrupted, or the caller has left and the engine has let go. */
  async go(left: AbortSignal): Promise<TurnResult> {
    // Someone came while the model was loading.
    if (this.#isInterrupted) return this.#giveWay();
    const options = this.#text === "" ? {} : { answerSoFar: this.#text };
    const run = this.#engine.run(this.#rest(), options, (event) => this.#receive(event));
    this.#stop = run.stop;
    left.addEventListener("abort", run.stop, { once: true });
    if (left.aborted) run.stop();
    try {
      return this.#result(await run.ended);
    } finally {
      left.removeEventListener("abort", run.stop);
      this.#stop = null;
    }
  }

  #giveWay(): TurnResult {
    this.#isInterrupted = false;
    return { isWhole: false, measured: NOTHING };
  }

  /** The request with what is left of its token limit. */
  #rest(): ChatRequest {
    const most = this.request.max_completion_tokens ?? this.request.max_tokens;
    if (this.#tokens === 0 || most === null || most === undefined) return this.request;
    return { ...this.request, max_completion_tokens: Math.max(1, most - this.#tokens) };
  }

  #receive(event: RunEvent): void {
    switch (event.type) {
      case "token":
        this.#tokens++;
        this.#text += event.text;
        return this.#emit({
          type: "text-added",
          text: event.text,
          ...(event.logprob && { logprob: event.logprob }),
        });
      case "tool-call":
        return this.#emit({
          type: "tool-call-added",
          index: event.index,
          id: event.callId,
          name: event.name,
          argumentsText: event.argumentsText,
        });
      case "prompt-read":
      case "end":
        return;
    }
  }

  #result({ finishReason, usage, timings }: RunEnd): TurnResult {
    const measured = {
      readTokens: timings.readTokens ?? usage.promptTokens,
      promptMs: timings.promptMs,
      writtenTokens: usage.completionTokens,
      generationMs: timings.generationMs,
    };
    const isWhole = finishReason !== "stopped" || !this.#isInterrupted;
    this.#isInterrupted = false;
    if (finishReason !== "stopped") {
      const completionTokens = Math.max(this.#tokens, usage.completionTokens);
      this.#emit({ type: "answer-ended", finishReason, usage: { ...usage, completionTokens } });
    }
    return { isWhole, measured };
  }
}

const NOTHING: MeasuredRun = { readTokens: 0, promptMs: 0, writtenTokens: 0, generationMs: 0 };

/** A grammar cannot start in the middle, so an answer under one is not interrupted. */
function canGoOn(request: ChatRequest): boolean {
  const format = request.response_format?.type ?? "text";
  return format === "text" && (request.tools ?? []).length === 0;
}

import type { ChatRequest } from "../chat/chat-request.ts";
import type { Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { LanguageEngine, RunEnd, RunEvent } from "./language-engine.ts";
import type { MeasuredRun } from "./measured-pace.ts";

/** How one turn of a run ended. */
export interface TurnResult {
  /** False where it was interrupted and has to go on later. */
  readonly isWhole: boolean;
  readonly measured: MeasuredRun;
}

/** What a run is made from. */
export interface DeviceRunOptions {
  readonly request: ChatRequest;
  readonly engine: LanguageEngine;
  readonly priority: Priority;
  emit(event: AnswerEvent): void;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

/**
 * One request on its way through the engine, in one turn or, as background work and after a fault, in several. An answer
 * that cannot go on in its middle is held back where it is background work, so that it can start anew.
 */
export class DeviceRun {
  readonly request: ChatRequest;
  readonly #options: DeviceRunOptions;
  readonly #canGoOn: boolean;
  readonly #held: AnswerEvent[] | null;
  #text = "";
  #tokens = 0;
  #hasShown = false;
  #stop: (() => void) | null = null;
  #isInterrupted = false;

  constructor(options: DeviceRunOptions) {
    const { request, engine, priority } = options;
    this.request = request;
    this.#options = options;
    this.#canGoOn = engine.canContinue && isFreeText(request);
    this.#held = priority === "background" && !this.#canGoOn ? [] : null;
  }

  /** True where another turn can bring the rest: nothing was shown yet, or the answer goes on after what was. */
  get canTakeAnotherTurn(): boolean {
    return this.#canGoOn || !this.#hasShown;
  }

  /** Asks the run to leave at the next token, to go on in a later turn. */
  interrupt(): void {
    if (!this.canTakeAnotherTurn) return;
    this.#isInterrupted = true;
    this.#stop?.();
  }

  /** Runs until the answer is whole, is interrupted, or the caller has left and the engine has let go. */
  async go(left: AbortSignal): Promise<TurnResult> {
    // Someone came while the model was loading.
    if (this.#isInterrupted) return this.#giveWay();
    if (!this.#canGoOn) this.#startAnew();
    const { engine, elapsed } = this.#options;
    const options = this.#text === "" ? {} : { answerSoFar: this.#text };
    const startedAt = elapsed();
    const run = engine.run(this.#rest(), options, (event) => this.#receive(event));
    this.#stop = () => run.stop();
    left.addEventListener("abort", this.#stop, { once: true });
    if (left.aborted) run.stop();
    try {
      const end = await run.ended;
      return this.#result(end, elapsed() - startedAt);
    } finally {
      left.removeEventListener("abort", this.#stop);
      this.#stop = null;
    }
  }

  #giveWay(): TurnResult {
    this.#isInterrupted = false;
    return { isWhole: false, measured: NOTHING };
  }

  #startAnew(): void {
    this.#text = "";
    this.#tokens = 0;
    if (this.#held) this.#held.length = 0;
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
        return this.#show({
          type: "text-added",
          text: event.text,
          ...(event.logprob && { logprob: event.logprob }),
        });
      case "tool-call":
        return this.#show({
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

  #show(event: AnswerEvent): void {
    if (this.#held) return void this.#held.push(event);
    this.#hasShown = true;
    this.#options.emit(event);
  }

  #result({ finishReason, usage, timings }: RunEnd, wholeMs: number): TurnResult {
    const measured = {
      readTokens: timings.readTokens ?? usage.promptTokens,
      promptMs: timings.promptMs,
      writtenTokens: usage.completionTokens,
      generationMs: timings.generationMs,
      wholeMs,
    };
    const isWhole = finishReason !== "stopped" || !this.#isInterrupted;
    this.#isInterrupted = false;
    if (finishReason !== "stopped") {
      for (const event of this.#held ?? []) this.#options.emit(event);
      const completionTokens = Math.max(this.#tokens, usage.completionTokens);
      this.#options.emit({
        type: "answer-ended",
        finishReason,
        usage: { ...usage, completionTokens },
      });
    }
    return { isWhole, measured };
  }
}

const NOTHING: MeasuredRun = { readTokens: 0, promptMs: 0, writtenTokens: 0, generationMs: 0 };

/** A grammar cannot start in the middle, so an answer under one does not go on after a part of it. */
function isFreeText(request: ChatRequest): boolean {
  const format = request.response_format?.type ?? "text";
  return format === "text" && (request.tools ?? []).length === 0;
}

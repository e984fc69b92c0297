import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { DeviceQueue } from "../../src/device/device-queue.ts";
import { RouterError } from "../../src/router-error.ts";
import type { DeviceModels, Priority } from "../../src/routing/ports.ts";
import type { AnswerEvent } from "../../src/terms/answer-event.ts";
import type { DeviceModelState } from "../../src/terms/situation.ts";

/** How a fake device answers. */
export interface FakeDeviceOptions {
  readonly model?: string;
  /** The pieces of the answer to a request; a fixed sentence unless set. */
  readonly answer?: (request: ChatRequest) => readonly string[];
  /** Natural-log probability of each piece. */
  readonly logprob?: number;
  /** Thrown by each load or answer while it returns an error. */
  readonly failure?: () => RouterError | null;
}

/** A device model that knows its answer, for tests of what uses one. Passes the contract of `DeviceModels`. */
export class FakeDeviceModels implements DeviceModels {
  /** Every request that was answered, oldest first. */
  readonly requests: ChatRequest[] = [];
  /** Overrides what `states` tells. */
  state: Partial<DeviceModelState> = {};
  readonly #options: FakeDeviceOptions;
  readonly #queue = new DeviceQueue({ person: 8, page: 4, background: 4 });
  #isLoaded = false;

  constructor(options: FakeDeviceOptions = {}) {
    this.#options = options;
  }

  get model(): string {
    return this.#options.model ?? "fake-device-model";
  }

  states(): readonly DeviceModelState[] {
    const state: DeviceModelState = {
      model: this.model,
      readiness: this.#isLoaded ? "ready" : "loadable",
      expectedLoadMs: this.#isLoaded ? 0 : 1_000,
      expectedWaitMs: this.#expectedWaitMs(),
    };
    return [{ ...state, ...this.state }];
  }

  async load(
    model: string,
    onProgress: Parameters<DeviceModels["load"]>[1],
    signal: AbortSignal,
  ): Promise<void> {
    this.#check(model, signal);
    onProgress({ model, stage: "downloading", loadedBytes: 50, totalBytes: 100 });
    await step();
    signal.throwIfAborted();
    this.#isLoaded = true;
    onProgress({ model, stage: "ready", loadedBytes: 100, totalBytes: 100 });
  }

  async *generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    this.#check(model, signal);
    let hasToYield = false;
    const enter = (isResuming: boolean) =>
      this.#queue.enter({
        priority,
        expectedMs: 100,
        isResuming,
        onPreempt: () => (hasToYield = true),
      });
    let ticket = enter(false);
    try {
      await ticket.turn;
      this.#isLoaded = true;
      this.requests.push(request);
      const pieces = this.#pieces(request);
      for (const text of pieces.kept) {
        if (hasToYield) {
          hasToYield = false;
          const next = enter(true);
          ticket.leave();
          ticket = next;
          await ticket.turn;
        }
        yield this.#textAdded(text);
        await step();
        signal.throwIfAborted();
      }
      const usage = { promptTokens: 10, completionTokens: pieces.kept.length };
      yield { type: "answer-ended", finishReason: pieces.isCut ? "length" : "stop", usage };
    } finally {
      ticket.leave();
    }
  }

  #expectedWaitMs(): number {
    const newcomer = { priority: "person", owner: "", model: this.model, runningMs: 0 } as const;
    return this.#queue.expectedWaitMs({ ...newcomer, loadedModel: this.model, loadMsOf: () => 0 });
  }

  #pieces(request: ChatRequest): { kept: readonly string[]; isCut: boolean } {
    const whole = this.#options.answer?.(request) ?? ["The ", "device ", "answers ", "this."];
    const most = request.max_completion_tokens ?? request.max_tokens ?? whole.length;
    return { kept: whole.slice(0, most), isCut: most < whole.length };
  }

  #textAdded(text: string): AnswerEvent {
    const logprob = this.#options.logprob ?? -0.1;
    return { type: "text-added", text, logprob: { token: text, logprob, alternatives: [] } };
  }

  #check(model: string, signal: AbortSignal): void {
    signal.throwIfAborted();
    if (model !== this.model) throw new RouterError("model_unknown", `There is no model ${model}.`);
    const failure = this.#options.failure?.();
    if (failure) throw failure;
  }
}

/** Lets everything else that waits go first. */
function step(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type {
  EngineRun,
  LanguageEngine,
  RunEnd,
  RunEvent,
} from "../../src/device/language-engine.ts";
import { RouterError, type RouterErrorCode } from "../../src/router-error.ts";
import type {
  EngineFiles,
  GenerateOptions,
  LoadOptions,
} from "../../workers/language-model.contract.ts";

/** How a fake engine answers, and when it breaks. Loads and runs count from 1. */
export interface FakeEngineOptions {
  readonly canContinue?: boolean;
  /** The pieces of the answer to a request; a fixed sentence unless set. */
  readonly answer?: (request: ChatRequest) => readonly string[];
  readonly loadFault?: (load: number) => RouterErrorCode | null;
  /** The code with which a run breaks, once it has brought so many tokens. */
  readonly runFault?: (run: number, tokens: number) => RouterErrorCode | null;
  /** Loads wait for it. */
  readonly loadGate?: Promise<void>;
}

interface Running {
  fail(reason: RouterError): void;
}

/** A `LanguageEngine` that knows its answers and writes down what is asked of it. */
export class FakeLanguageEngine implements LanguageEngine {
  readonly loads: { model: string; files: EngineFiles; options: LoadOptions }[] = [];
  readonly runs: { request: ChatRequest; options: GenerateOptions }[] = [];
  /** The codes with which it was ended, oldest first. */
  readonly ends: RouterErrorCode[] = [];
  loadedModel: string | null = null;
  readonly #options: FakeEngineOptions;
  readonly #running = new Set<Running>();
  #isDisposed = false;

  constructor(options: FakeEngineOptions = {}) {
    this.#options = options;
  }

  get canContinue(): boolean {
    return this.#options.canContinue ?? true;
  }

  async load(
    model: string,
    files: EngineFiles,
    options: LoadOptions,
    onProgress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<void> {
    this.#checkLife();
    this.loads.push({ model, files, options });
    this.loadedModel = null;
    const fault = this.#options.loadFault?.(this.loads.length) ?? null;
    await this.#untilFailed(async () => {
      onProgress(1, 1);
      await (this.#options.loadGate ?? step());
      if (fault !== null) throw new RouterError(fault, `A fake ${fault}.`);
    });
    this.loadedModel = model;
  }

  run(
    request: ChatRequest,
    options: GenerateOptions,
    onEvent: (event: RunEvent) => void,
  ): EngineRun {
    this.#checkLife();
    this.runs.push({ request, options });
    const stopped = { isStopped: false };
    const id = String(this.runs.length);
    const ended = this.#untilFailed(() => this.#write(id, request, options, onEvent, stopped));
    return { ended, stop: () => void (stopped.isStopped = true) };
  }

  end(code: RouterErrorCode): void {
    this.ends.push(code);
    this.loadedModel = null;
    for (const running of [...this.#running]) running.fail(new RouterError(code, "Ended."));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.end("router_disposed");
  }

  #checkLife(): void {
    if (this.#isDisposed) throw new RouterError("router_disposed", "Disposed.");
  }

  async #write(
    id: string,
    request: ChatRequest,
    { answerSoFar = "" }: GenerateOptions,
    onEvent: (event: RunEvent) => void,
    stopped: { readonly isStopped: boolean },
  ): Promise<RunEnd> {
    if (this.loadedModel === null) throw new RouterError("engine_failed", "Nothing is loaded.");
    const whole = this.#options.answer?.(request) ?? ["The ", "device ", "answers ", "this."];
    const rest = without(whole, answerSoFar);
    const most = request.max_completion_tokens ?? request.max_tokens ?? rest.length;
    const run = this.runs.length;
    let tokens = 0;
    const end = (finishReason: RunEnd["finishReason"]): RunEnd => ({
      type: "end",
      id,
      finishReason,
      usage: { promptTokens: 10, completionTokens: tokens },
      timings: { promptMs: 10, generationMs: tokens, readTokens: 10 },
    });
    for (const text of rest.slice(0, most)) {
      await step();
      const fault = this.#options.runFault?.(run, tokens) ?? null;
      if (fault !== null) throw new RouterError(fault, `A fake ${fault}.`);
      if (stopped.isStopped) return end("stopped");
      tokens++;
      const logprob = { token: text, logprob: -0.1, alternatives: [] };
      onEvent({ type: "token", id, text, tokenId: tokens, logprob });
    }
    return end(rest.length > most ? "length" : "stop");
  }

  /** The work's result, or the reason with which the engine is ended. */
  #untilFailed<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const running: Running = { fail: reject };
      this.#running.add(running);
      work()
        .then(resolve, reject)
        .finally(() => this.#running.delete(running));
    });
  }
}

/** The pieces after a text that is made of the first ones. */
function without(pieces: readonly string[], text: string): readonly string[] {
  let left = text;
  return pieces.filter((piece) => {
    if (left === "" || !left.startsWith(piece)) return true;
    left = left.slice(piece.length);
    return false;
  });
}

/** Lets everything else that waits go first. */
function step(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError } from "../router-error.ts";
import type { DeviceModels, LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { DeviceModelState } from "../terms/situation.ts";
import { canRunEngine } from "./device-abilities.ts";
import { DeviceQueue, type QueueTicket } from "./device-queue.ts";
import { DeviceRun } from "./device-run.ts";
import { EventStream } from "./event-stream.ts";
import { LanguageModelClient, type LanguageModelClientOptions } from "./language-model-client.ts";
import { MeasuredPace } from "./measured-pace.ts";
import { modelFilesOf } from "./model-files.ts";
import { ModelLoader } from "./model-loader.ts";
import { ModelStoreClient, type ModelStoreClientOptions } from "./model-store-client.ts";
import type { StoredFile } from "../../workers/model-store.contract.ts";

/** What the models in this browser are made of. */
export interface LocalModelsOptions {
  readonly card: ModelCard;
  /** The engine's WebAssembly: `engineRuntime`. */
  readonly runtime: StoredFile;
  /** Folder that serves the model files by name. */
  readonly modelsUrl: string;
  /** What `modelsUrl` is relative to. */
  readonly baseUrl: string;
  readonly threads: number;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
  readonly engine?: LanguageModelClientOptions;
  readonly store?: ModelStoreClientOptions;
}

/** `DeviceModels` with an end. */
export interface LocalModels extends DeviceModels {
  /** Asks the store what is there already, so that `states()` can tell a download from a load. Never fails. */
  look(): Promise<void>;
  /** Ends the workers; everything that runs or waits fails with `router_disposed`. */
  dispose(): void;
}

const QUEUE_LIMITS = { person: 8, background: 4 };
/** Before this device has loaded the model once. */
const EXPECTED_LOAD_MS = 3_000;
/** A slow home connection, before anything was downloaded. */
const EXPECTED_BYTES_PER_SECOND = 3e6;

/** The models in this browser: one model, loaded when first needed, one request at a time. */
export class OneLocalModel implements LocalModels {
  readonly #options: LocalModelsOptions;
  readonly #engine: LanguageModelClient;
  readonly #store: ModelStoreClient;
  readonly #loader: ModelLoader;
  readonly #pace: MeasuredPace;
  readonly #queue = new DeviceQueue(QUEUE_LIMITS);
  readonly #bytes: number;
  #runStartedAt = 0;

  constructor(options: LocalModelsOptions) {
    const { card, runtime, modelsUrl, baseUrl, threads, elapsed } = options;
    const { weights } = modelFilesOf(card.id, modelsUrl, baseUrl);
    this.#options = options;
    this.#engine = new LanguageModelClient(options.engine);
    this.#store = new ModelStoreClient(options.store);
    this.#pace = new MeasuredPace(card.pace);
    this.#bytes = weights.reduce((sum, file) => sum + file.bytes, runtime.bytes);
    this.#loader = new ModelLoader({
      model: card.id,
      weights,
      runtime,
      contextTokens: card.contextTokens,
      threads,
      store: this.#store,
      engine: this.#engine,
      elapsed,
    });
  }

  async look(): Promise<void> {
    await this.#loader.look().catch(() => {});
  }

  states(): readonly DeviceModelState[] {
    const { card, elapsed } = this.#options;
    return [
      {
        model: card.id,
        readiness: this.#loader.isLoaded ? "ready" : canRunEngine() ? "loadable" : "unavailable",
        expectedLoadMs: this.#expectedLoadMs(),
        expectedWaitMs: this.#queue.expectedWaitMs(elapsed() - this.#runStartedAt),
        ...this.#pace.figures(),
      },
    ];
  }

  async load(
    model: string,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    this.#check(model);
    await this.#loader.load(onProgress, signal);
  }

  /**
   * Answers a request. Events come as the model makes them. An abort rejects at once; the worker ends its step
   * behind it and the next request waits for that. Background work yields to a person at a token and goes on later.
   */
  async *generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    signal.throwIfAborted();
    this.#check(model);
    const stream = new EventStream<AnswerEvent>();
    const run = new DeviceRun(request, this.#engine, (event) => stream.push(event));
    const ticket = this.#enter(run, priority, false);
    const leaving = new AbortController();
    const onAbort = () => {
      stream.fail(signal.reason);
      leaving.abort(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    this.#work(run, ticket, leaving.signal).then(
      () => stream.end(),
      (error: unknown) => stream.fail(error),
    );
    try {
      yield* stream;
    } finally {
      signal.removeEventListener("abort", onAbort);
      leaving.abort();
    }
  }

  dispose(): void {
    this.#engine.dispose();
    this.#store.dispose();
  }

  #check(model: string): void {
    const { id } = this.#options.card;
    if (model === id) return;
    throw new RouterError("model_unknown", `There is no device model ${model}; there is ${id}.`);
  }

  #enter(run: DeviceRun, priority: Priority, isResuming: boolean): QueueTicket {
    return this.#queue.enter({
      priority,
      expectedMs: this.#pace.expectedMs(run.request),
      isResuming,
      onPreempt: () => run.interrupt(),
    });
  }

  /** Takes turns until the answer is whole or the caller has left. */
  async #work(run: DeviceRun, first: QueueTicket, left: AbortSignal): Promise<void> {
    let ticket = first;
    try {
      for (;;) {
        await untilTurn(ticket, left);
        await this.#loader.load(() => {}, left);
        this.#runStartedAt = this.#options.elapsed();
        const result = await run.go(left);
        this.#pace.add(result.measured);
        if (result.isWhole || left.aborted) return;
        const next = this.#enter(run, ticket.priority, true);
        ticket.leave();
        ticket = next;
      }
    } finally {
      ticket.leave();
    }
  }

  #expectedLoadMs(): number {
    if (this.#loader.isLoaded) return 0;
    const loadMs = this.#loader.loadMs ?? EXPECTED_LOAD_MS;
    if (this.#loader.isStored) return loadMs;
    return loadMs + (this.#bytes / EXPECTED_BYTES_PER_SECOND) * 1_000;
  }
}

async function untilTurn(ticket: QueueTicket, left: AbortSignal): Promise<void> {
  left.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => reject(left.reason as Error);
    left.addEventListener("abort", onAbort, { once: true });
    void ticket.turn.then(() => {
      left.removeEventListener("abort", onAbort);
      resolve();
    });
  });
}

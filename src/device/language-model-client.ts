import type {
  EngineFiles,
  GenerateOptions,
  LanguageModelEvent,
  LanguageModelWorker,
  LoadOptions,
} from "../../workers/language-model.contract.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError, type RouterErrorCode } from "../router-error.ts";
import type { EngineRun, LanguageEngine, RunEnd, RunEvent } from "./language-engine.ts";
import { SilenceWatch } from "./silence-watch.ts";
import { WorkerLink } from "./worker-link.ts";

export interface LanguageModelClientOptions {
  /** Which engine it is. */
  readonly startWorker: () => Worker;
  /** True where that engine can go on after a part of an answer. */
  readonly canContinue: boolean;
  /** A worker that loads and reports nothing for this long is ended. */
  readonly loadSilenceMs?: number | undefined;
  /** A worker that answers and brings neither a token nor a step of the prompt for this long is ended. */
  readonly tokenSilenceMs?: number | undefined;
}

type Link = WorkerLink<LanguageModelWorker, LanguageModelEvent>;

interface Waiting {
  readonly watch: SilenceWatch;
  readonly onEvent: (event: LanguageModelEvent) => void;
  readonly resolve: (end: RunEnd | null) => void;
  readonly reject: (reason: RouterError) => void;
}

const LOADING = "loading";

/** After these the engine's memory cannot be trusted: its worker is ended and the model loaded again. */
const FATAL: ReadonlySet<RouterErrorCode> = new Set([
  "engine_failed",
  "out_of_memory",
  "device_lost",
]);

/** The page's side of an engine in a worker. One run at a time is the caller's duty; the worker would queue it. */
export class LanguageModelClient implements LanguageEngine {
  readonly #options: LanguageModelClientOptions;
  readonly #waiting = new Map<string, Waiting>();
  #link: Link | null = null;
  #loadedModel: string | null = null;
  #nextId = 1;
  #isDisposed = false;

  constructor(options: LanguageModelClientOptions) {
    this.#options = options;
  }

  get loadedModel(): string | null {
    return this.#loadedModel;
  }

  get canContinue(): boolean {
    return this.#options.canContinue;
  }

  /** Loads a model in place of the one before. It cannot be interrupted, except by ending the worker. */
  async load(
    model: string,
    files: EngineFiles,
    options: LoadOptions,
    onProgress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<void> {
    const link = this.#running();
    this.#loadedModel = null;
    const loaded = this.#wait(LOADING, this.#options.loadSilenceMs ?? 60_000, (event) => {
      if (event.type === "progress") onProgress(event.loadedBytes, event.totalBytes);
    });
    link.remote.load(model, files, options).catch(() => this.#died(link));
    await loaded;
    this.#loadedModel = model;
  }

  run(
    request: ChatRequest,
    options: GenerateOptions,
    onEvent: (event: RunEvent) => void,
  ): EngineRun {
    const link = this.#running();
    const id = String(this.#nextId++);
    const silenceMs = this.#options.tokenSilenceMs ?? 60_000;
    const ended = this.#wait(id, silenceMs, (event) => onEvent(event as RunEvent));
    link.remote.generate(id, request, options).catch(() => this.#died(link));
    return {
      ended: ended as Promise<RunEnd>,
      stop: () => void link.remote.stop(id).catch(() => {}),
    };
  }

  end(code: RouterErrorCode): void {
    const reason = new RouterError(code, endingWords(code));
    this.#loadedModel = null;
    this.#link?.end(reason);
    this.#link = null;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(reason);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.end("router_disposed");
  }

  /** A call that fails late must not end the worker that was started since. */
  #died(link: Link): void {
    if (this.#link === link) this.end("worker_died");
  }

  #running(): Link {
    if (this.#isDisposed) throw new RouterError("router_disposed", endingWords("router_disposed"));
    this.#link ??= new WorkerLink({
      worker: this.#options.startWorker(),
      onEvent: (event) => this.#receive(event),
      onDeath: () => this.end("worker_died"),
    });
    return this.#link;
  }

  #wait(
    id: string,
    silenceMs: number,
    onEvent: (event: LanguageModelEvent) => void,
  ): Promise<RunEnd | null> {
    return new Promise((resolve, reject) => {
      const watch = new SilenceWatch(silenceMs, () => this.end("worker_timeout"));
      this.#waiting.set(id, { watch, onEvent, resolve, reject });
    });
  }

  #receive(event: LanguageModelEvent): void {
    const id = "id" in event && event.id !== undefined ? event.id : LOADING;
    const waiting = this.#waiting.get(id);
    waiting?.watch.heard();
    switch (event.type) {
      case "progress":
      case "prompt-read":
      case "token":
      case "tool-call":
        return waiting?.onEvent(event);
      case "loaded":
        return this.#settle(LOADING)?.resolve(null);
      case "end":
        return this.#settle(id)?.resolve(event);
      case "failed":
        this.#settle(id)?.reject(new RouterError(event.code, event.message));
        if (FATAL.has(event.code)) this.end(event.code);
    }
  }

  #settle(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    waiting?.watch.end();
    this.#waiting.delete(id);
    return waiting;
  }
}

function endingWords(code: RouterErrorCode): string {
  if (code === "worker_timeout") return "The language model stopped answering and was ended.";
  if (code === "router_disposed") return "This router is disposed.";
  return "The language model's worker has ended.";
}

/** GGUF models, in WebAssembly. */
export function startWllamaWorker(): Worker {
  return new Worker(new URL("../../workers/language-model.worker.ts", import.meta.url), {
    type: "module",
  });
}

/** Compiled models, on WebGPU. */
export function startWebLlmWorker(): Worker {
  return new Worker(new URL("../../workers/web-llm.worker.ts", import.meta.url), {
    type: "module",
  });
}

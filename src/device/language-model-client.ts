import type {
  EngineFiles,
  GenerateOptions,
  LanguageModelEvent,
  LanguageModelWorker,
  LoadOptions,
} from "../../workers/language-model.contract.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError, type RouterErrorCode } from "../router-error.ts";
import { SilenceWatch } from "./silence-watch.ts";
import { WorkerLink } from "./worker-link.ts";

/** Something that happened in one run; `end` is the last. */
export type RunEvent = Extract<LanguageModelEvent, { readonly id: string }>;
export type RunEnd = Extract<LanguageModelEvent, { readonly type: "end" }>;

export interface LanguageModelClientOptions {
  /** The real worker unless set. */
  readonly startWorker?: (() => Worker) | undefined;
  /** A worker that loads and reports nothing for this long is ended. */
  readonly loadSilenceMs?: number | undefined;
  /** A worker that answers and brings neither a token nor a step of the prompt for this long is ended. */
  readonly tokenSilenceMs?: number | undefined;
}

interface Waiting {
  readonly watch: SilenceWatch;
  readonly onEvent: (event: LanguageModelEvent) => void;
  readonly resolve: (end: RunEnd | null) => void;
  readonly reject: (reason: RouterError) => void;
}

const LOADING = "loading";

/** After these the engine's memory cannot be trusted: its worker is ended and the model loaded again. */
const FATAL: ReadonlySet<RouterErrorCode> = new Set(["engine_failed", "out_of_memory"]);

/** The page's side of the language model. One run at a time is the caller's duty; the worker would queue it. */
export class LanguageModelClient {
  readonly #options: LanguageModelClientOptions;
  readonly #waiting = new Map<string, Waiting>();
  #link: WorkerLink<LanguageModelWorker, LanguageModelEvent> | null = null;
  #loadedModel: string | null = null;
  #nextId = 1;
  #isDisposed = false;

  constructor(options: LanguageModelClientOptions = {}) {
    this.#options = options;
  }

  /** The model that can answer at once, if any. */
  get loadedModel(): string | null {
    return this.#loadedModel;
  }

  /** Loads a model in place of the one before. It cannot be interrupted, except by ending the worker. */
  async load(
    model: string,
    files: EngineFiles,
    options: LoadOptions,
    onProgress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<void> {
    const { remote } = this.#running();
    this.#loadedModel = null;
    const loaded = this.#wait(LOADING, this.#options.loadSilenceMs ?? 60_000, (event) => {
      if (event.type === "progress") onProgress(event.loadedBytes, event.totalBytes);
    });
    remote.load(model, files, options).catch(() => this.end("worker_died"));
    await loaded;
    this.#loadedModel = model;
  }

  /** Runs one request. Fails with the engine's code, `worker_died` or `worker_timeout`; a stop is an `end`. */
  run(
    request: ChatRequest,
    options: GenerateOptions,
    onEvent: (event: RunEvent) => void,
  ): { readonly ended: Promise<RunEnd>; stop(): void } {
    const { remote } = this.#running();
    const id = String(this.#nextId++);
    const silenceMs = this.#options.tokenSilenceMs ?? 60_000;
    const ended = this.#wait(id, silenceMs, (event) => onEvent(event as RunEvent));
    remote.generate(id, request, options).catch(() => this.end("worker_died"));
    return {
      ended: ended as Promise<RunEnd>,
      stop: () => void remote.stop(id).catch(() => {}),
    };
  }

  /** Ends the worker: all that runs fails with `code`, and the next load starts a new one. */
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

  #running(): WorkerLink<LanguageModelWorker, LanguageModelEvent> {
    if (this.#isDisposed) throw new RouterError("router_disposed", endingWords("router_disposed"));
    this.#link ??= new WorkerLink<LanguageModelWorker, LanguageModelEvent>({
      worker: (this.#options.startWorker ?? startLanguageModelWorker)(),
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

function startLanguageModelWorker(): Worker {
  return new Worker(new URL("../../workers/language-model.worker.ts", import.meta.url), {
    type: "module",
  });
}

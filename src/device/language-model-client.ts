import type {
  EngineFiles,
  GenerateOptions,
  LanguageModelEvent,
  LanguageModelWorker,
  LoadOptions,
} from "../../workers/language-model.contract.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError, type RouterErrorCode } from "../router-error.ts";
import { endingWords, endsWorker } from "./engine-ending.ts";
import { EventWaits } from "./event-waits.ts";
import type { EngineRun, LanguageEngine, RunEnd, RunEvent } from "./language-engine.ts";
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

/** The page's side of an engine in a worker. One run at a time is the caller's duty; the worker would queue it. */
export class LanguageModelClient implements LanguageEngine {
  readonly #options: LanguageModelClientOptions;
  readonly #waits = new EventWaits(() => this.end("worker_timeout"));
  #link: Link | null = null;
  #loadedModel: string | null = null;
  /** Loads that wait, oldest first: the worker takes them in turn and tells of one at a time. */
  #loads: readonly string[] = [];
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
    const id = `load ${this.#nextId++}`;
    const loaded = this.#waits.add(id, this.#options.loadSilenceMs ?? 60_000, (event) => {
      if (event.type === "progress") onProgress(event.loadedBytes, event.totalBytes);
    });
    this.#loads = [...this.#loads, id];
    link.remote.load(model, files, options).catch(() => this.#died(link));
    try {
      await loaded;
    } finally {
      this.#loads = this.#loads.filter((each) => each !== id);
    }
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
    const ended = this.#waits.add(id, silenceMs, (event) => onEvent(event as RunEvent));
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
    this.#waits.rejectAll(reason);
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

  #receive(event: LanguageModelEvent): void {
    const id = "id" in event && event.id !== undefined ? event.id : (this.#loads[0] ?? "");
    this.#waits.heard(id);
    switch (event.type) {
      case "progress":
        for (const load of this.#loads) this.#waits.heard(load);
        return this.#waits.pass(id, event);
      case "prompt-read":
      case "token":
      case "tool-call":
        return this.#waits.pass(id, event);
      case "loaded":
        return this.#waits.resolve(id, null);
      case "end":
        return this.#waits.resolve(id, event);
      case "failed":
        this.#waits.reject(id, new RouterError(event.code, event.message));
        if (endsWorker(event.code)) this.end(event.code);
    }
  }
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

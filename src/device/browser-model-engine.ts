import type {
  EngineFiles,
  GenerateOptions,
  LoadOptions,
} from "../../workers/language-model.contract.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError, type RouterErrorCode } from "../router-error.ts";
import { promptApi, type PromptApi, type PromptSession } from "./browser-model.ts";
import { runBrowserModel, stoppedEnd } from "./browser-model-run.ts";
import { openSession } from "./browser-session.ts";
import type { EngineRun, LanguageEngine, RunEnd, RunEvent } from "./language-engine.ts";
import { SilenceWatch } from "./silence-watch.ts";

/** What stands behind the engine, and its patience in milliseconds. */
export interface BrowserModelEngineOptions {
  /** The browser's own unless set; null: there is none. */
  readonly api?: PromptApi | null;
  /** A download or a start that is silent for this long is given up. */
  readonly loadSilenceMs?: number;
  /** An answer that brings nothing for this long is given up. */
  readonly tokenSilenceMs?: number;
}

const WHOLE = 100;
/**
 * The browser's own model behind the Prompt API, on the page: a worker has no such API. Nothing asserts that it stays on the
 * device: it is for those who have allowed it. One session is kept, so that the browser does not drop the model in between.
 */
export class BrowserModelEngine implements LanguageEngine {
  /** A session takes no half answer. */
  readonly canContinue = false;
  readonly #api: PromptApi | null;
  readonly #loadSilenceMs: number;
  readonly #tokenSilenceMs: number;
  #life = new AbortController();
  #session: PromptSession | null = null;
  #loadedModel: string | null = null;
  #nextId = 1;
  #isDisposed = false;

  constructor(options: BrowserModelEngineOptions = {}) {
    const { api = promptApi(), loadSilenceMs = 120_000, tokenSilenceMs = 60_000 } = options;
    this.#api = api;
    this.#loadSilenceMs = loadSilenceMs;
    this.#tokenSilenceMs = tokenSilenceMs;
  }

  get loadedModel(): string | null {
    return this.#loadedModel;
  }

  /**
   * Makes the model ready; downloads it first where the browser has to, which it does only in a gesture. The browser tells
   * shares of a download, no bytes: progress is in hundredths. Fails with `model_unsupported`, `model_not_downloaded`, `engine_failed`, `worker_timeout`.
   */
  async load(
    model: string,
    _files: EngineFiles,
    _options: LoadOptions,
    onProgress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<void> {
    const api = this.#running();
    const life = this.#life.signal;
    this.#drop();
    const watch = new SilenceWatch(this.#loadSilenceMs, () => this.end("worker_timeout"));
    try {
      const onDownload = (loaded: number) => {
        watch.heard();
        onProgress(Math.round(loaded * WHOLE), WHOLE);
      };
      const session = await openSession(api, { onDownload }, life);
      this.#drop();
      this.#session = session;
      this.#loadedModel = model;
    } finally {
      watch.end();
    }
  }

  run(
    request: ChatRequest,
    _options: GenerateOptions,
    onEvent: (event: RunEvent) => void,
  ): EngineRun {
    const stopping = new AbortController();
    return {
      ended: this.#answer(request, onEvent, stopping.signal),
      stop: () => stopping.abort(),
    };
  }

  end(code: RouterErrorCode): void {
    this.#drop();
    this.#life.abort(new RouterError(code, endingWords(code)));
    this.#life = new AbortController();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.end("router_disposed");
  }

  async #answer(
    request: ChatRequest,
    onEvent: (event: RunEvent) => void,
    stop: AbortSignal,
  ): Promise<RunEnd> {
    const api = this.#running();
    if (this.#loadedModel === null) {
      throw new RouterError("engine_failed", "The browser model is not loaded.");
    }
    const life = this.#life.signal;
    const id = String(this.#nextId++);
    const watch = new SilenceWatch(this.#tokenSilenceMs, () => this.end("worker_timeout"));
    let tokens = 0;
    const hear = (event: RunEvent) => {
      watch.heard();
      if (event.type === "token") tokens++;
      onEvent(event);
    };
    const run = { id, api, request, onEvent: hear, elapsed: () => performance.now() };
    try {
      return await runBrowserModel(run, AbortSignal.any([life, stop]));
    } catch (error) {
      if (stop.aborted && !life.aborted) return stoppedEnd(id, tokens);
      if (error instanceof RouterError && error.code === "engine_failed") this.end(error.code);
      throw error;
    } finally {
      watch.end();
    }
  }

  #running(): PromptApi {
    if (this.#isDisposed) throw new RouterError("router_disposed", endingWords("router_disposed"));
    if (this.#api !== null) return this.#api;
    throw new RouterError("model_unsupported", "This browser has no model of its own.");
  }

  #drop(): void {
    this.#session?.destroy();
    this.#session = null;
    this.#loadedModel = null;
  }
}

function endingWords(code: RouterErrorCode): string {
  if (code === "worker_timeout") return "The browser model stopped answering and was ended.";
  if (code === "router_disposed") return "This router is disposed.";
  return "The browser model was ended.";
}

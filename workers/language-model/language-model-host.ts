import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { RouterError } from "../../src/router-error.ts";
import type {
  EngineFiles,
  GenerateOptions,
  LanguageModelEvent,
  LanguageModelWorker,
  LoadOptions,
} from "../language-model.contract.ts";
import { engineFailure } from "./engine-failure.ts";
import type { LoadedEngine, OpenEngine } from "./engine.ts";
import { runRequest } from "./run-request.ts";

interface LoadedModel {
  readonly name: string;
  readonly engine: LoadedEngine;
}

/** Holds one model, whatever the engine, and answers one request after the other; whatever comes in waits for what came before. */
export class LanguageModelHost implements LanguageModelWorker {
  readonly #openEngine: OpenEngine;
  readonly #runs = new Map<string, AbortController>();
  #events: MessagePort | null = null;
  #model: LoadedModel | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(openEngine: OpenEngine) {
    this.#openEngine = openEngine;
  }

  async connect(events: MessagePort): Promise<void> {
    this.#events = events;
  }

  async load(name: string, files: EngineFiles, options: LoadOptions): Promise<void> {
    this.#enqueue(async () => {
      if (this.#model?.name !== name) {
        await this.#close();
        this.#model = await this.#open(name, files, options);
      }
      if (this.#model) this.#send({ type: "loaded", model: name });
    });
  }

  async generate(id: string, request: ChatRequest, options: GenerateOptions = {}): Promise<void> {
    const controller = new AbortController();
    this.#runs.set(id, controller);
    this.#enqueue(async () => {
      try {
        await this.#answer(id, request, options, controller.signal);
      } catch (error) {
        this.#send({ type: "failed", id, ...engineFailure(error, "generate") });
      } finally {
        this.#runs.delete(id);
      }
    });
  }

  async stop(id: string): Promise<void> {
    this.#runs.get(id)?.abort();
  }

  async unload(): Promise<void> {
    for (const controller of this.#runs.values()) controller.abort();
    this.#enqueue(() => this.#close());
    await this.#turn;
  }

  async #answer(
    id: string,
    request: ChatRequest,
    options: GenerateOptions,
    signal: AbortSignal,
  ): Promise<void> {
    if (!this.#model) throw new RouterError("engine_failed", "No language model is loaded.");
    const { engine } = this.#model;
    await runRequest({ id, request, options, engine, signal, send: (event) => this.#send(event) });
  }

  async #open(name: string, files: EngineFiles, options: LoadOptions): Promise<LoadedModel | null> {
    try {
      const engine = await this.#openEngine(name, files, options, {
        onProgress: (loadedBytes, totalBytes) =>
          this.#send({ type: "progress", loadedBytes, totalBytes }),
        onLost: (reason) => this.#send({ type: "failed", ...engineFailure(reason, "generate") }),
      });
      return { name, engine };
    } catch (error) {
      this.#send({ type: "failed", ...engineFailure(error, "load") });
      return null;
    }
  }

  async #close(): Promise<void> {
    const model = this.#model;
    this.#model = null;
    await model?.engine.close();
  }

  #enqueue(step: () => Promise<void>): void {
    this.#turn = this.#turn.then(step).catch((error: unknown) => {
      this.#send({ type: "failed", ...engineFailure(error, "generate") });
    });
  }

  #send(event: LanguageModelEvent): void {
    this.#events?.postMessage(event);
  }
}

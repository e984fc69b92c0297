import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { RouterError } from "../../src/router-error.ts";
import type {
  EngineFiles,
  GenerateOptions,
  LanguageModelEvent,
  LanguageModelWorker,
  LoadOptions,
} from "../language-model.contract.ts";
import { endOverrides, nameControlTokens, renameInFile } from "./control-token-names.ts";
import { engineFailure } from "./engine-failure.ts";
import { readGgufVocabulary } from "./gguf-vocabulary.ts";
import { PromptBuilder } from "./prompt-builder.ts";
import { runRequest } from "./run-request.ts";
import { WllamaEngine } from "./wllama-engine.ts";

interface LoadedModel {
  readonly name: string;
  readonly engine: WllamaEngine;
  readonly prompts: PromptBuilder;
  readonly contextTokens: number;
}

/** Holds one model and answers one request after the other; whatever comes in waits for what came before. */
export class LanguageModelHost implements LanguageModelWorker {
  #events: MessagePort | null = null;
  #model: LoadedModel | null = null;
  #turn: Promise<void> = Promise.resolve();
  readonly #runs = new Map<string, AbortController>();

  async connect(events: MessagePort): Promise<void> {
    this.#events = events;
  }

  async load(name: string, files: EngineFiles, options: LoadOptions): Promise<void> {
    this.#enqueue(async () => {
      if (this.#model?.name !== name) {
        await this.#close();
        this.#model = await this.#open(name, files, options).catch((error: unknown) => {
          this.#send({ type: "failed", ...engineFailure(error, "load") });
          return null;
        });
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
    const model = this.#model;
    if (!model) throw new RouterError("engine_failed", "No language model is loaded.");
    await runRequest({ id, request, options, model, signal, send: (event) => this.#send(event) });
  }

  async #open(name: string, files: EngineFiles, options: LoadOptions): Promise<LoadedModel> {
    const [head] = files.weights;
    if (!head) throw new RouterError("model_missing", "No model file was handed over.");
    const vocabulary = await readGgufVocabulary(head);
    const names = nameControlTokens(vocabulary.controlTokens, randomBytes);
    const renamed = await renameInFile(head, vocabulary.controlTokens, names);
    const weights = [renamed, ...files.weights.slice(1)];
    const prompts = new PromptBuilder(vocabulary, names);
    const totalBytes = files.weights.reduce((sum, blob) => sum + blob.size, 0);
    let readBytes = 0;
    const threads = self.crossOriginIsolated ? options.threads : 1;
    const overrides = endOverrides(vocabulary);
    const engineFiles = { ...files, weights };
    const engineOptions = { ...options, threads, overrides };
    const engine = await WllamaEngine.load(engineFiles, engineOptions, (bytes) => {
      readBytes = Math.min(totalBytes, readBytes + bytes);
      this.#send({ type: "progress", loadedBytes: readBytes, totalBytes });
    });
    return { name, engine, prompts, contextTokens: options.contextTokens };
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

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

import type { StoredFile } from "../../workers/model-store.contract.ts";
import type { LoadProgress } from "../routing/ports.ts";
import type { LanguageModelClient } from "./language-model-client.ts";
import type { ModelStoreClient } from "./model-store-client.ts";
import { untilAborted } from "./until.ts";

export interface ModelLoaderOptions {
  readonly model: string;
  readonly weights: readonly StoredFile[];
  readonly runtime: StoredFile;
  readonly contextTokens: number;
  readonly threads: number;
  readonly store: ModelStoreClient;
  readonly engine: LanguageModelClient;
  elapsed(): number;
}

type ProgressListener = (progress: LoadProgress) => void;

interface Loading {
  readonly work: Promise<void>;
  readonly controller: AbortController;
  readonly listeners: Set<ProgressListener>;
}

/** Loads one model, once for all who wait for it. */
export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  #loading: Loading | null = null;
  #loadMs: number | undefined;
  #isStored = false;

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
  }

  get isLoaded(): boolean {
    return this.#options.engine.loadedModel === this.#options.model;
  }

  /** Milliseconds that the last load took, download apart; absent before the first. */
  get loadMs(): number | undefined {
    return this.#loadMs;
  }

  get isStored(): boolean {
    return this.#isStored;
  }

  /** Asks the store whether a load needs the network. */
  async look(): Promise<void> {
    const { store, weights } = this.#options;
    const names = await store.list();
    this.#isStored = weights.every((file) => names.includes(file.name));
  }

  /**
   * Resolves when the model can answer. An abort frees this caller at once; the download ends when the last
   * caller has left, and an engine that starts already goes on, since it would be asked for again.
   */
  async load(onProgress: ProgressListener, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#loading?.controller.signal.aborted) {
      await untilAborted(
        this.#loading.work.catch(() => {}),
        signal,
      );
    }
    if (this.isLoaded) return;
    const loading = (this.#loading ??= this.#begin());
    loading.listeners.add(onProgress);
    try {
      await untilAborted(loading.work, signal);
    } finally {
      loading.listeners.delete(onProgress);
      if (loading.listeners.size === 0) loading.controller.abort(signal.reason);
    }
  }

  #begin(): Loading {
    const listeners = new Set<ProgressListener>();
    const controller = new AbortController();
    const tell: ProgressListener = (progress) => {
      for (const listener of listeners) listener(progress);
    };
    const work = this.#run(tell, controller.signal).finally(() => (this.#loading = null));
    // Each caller hears of a failure; one that has left must not leave it unhandled.
    work.catch(() => {});
    return { work, controller, listeners };
  }

  async #run(tell: ProgressListener, signal: AbortSignal): Promise<void> {
    const { model, weights, runtime, store, engine, contextTokens, threads, elapsed } =
      this.#options;
    const files = [...weights, runtime];
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const blobs = await store.open(
      files,
      ({ stage, loadedBytes }) => tell({ model, stage, loadedBytes, totalBytes }),
      signal,
    );
    signal.throwIfAborted();
    this.#isStored = true;
    const startedAt = elapsed();
    const tellStarting = () =>
      tell({ model, stage: "starting", loadedBytes: totalBytes, totalBytes });
    tellStarting();
    const engineFiles = { weights: blobs.slice(0, -1), runtime: blobs.at(-1) ?? new Blob() };
    await engine.load(model, engineFiles, { contextTokens, threads }, tellStarting);
    this.#loadMs = elapsed() - startedAt;
    tell({ model, stage: "ready", loadedBytes: totalBytes, totalBytes });
  }
}

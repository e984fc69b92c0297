import type { EmbeddedBatch, Failure } from "../../workers/classifier.contract.ts";
import { RouterError } from "../router-error.ts";
import type { EmbeddedTexts, Embedder } from "../routing/ports.ts";
import type { ClassifierThread, ThreadLife } from "./classifier-thread.ts";
import type { EncoderSource } from "./encoder-files.ts";
import { GROUP_UNITS, textGroups } from "./text-groups.ts";
import { untilAborted } from "./until.ts";

const START_TIMEOUT_MS = 60_000;
const GROUP_TIMEOUT_MS = 30_000;

export interface EmbedderClientOptions {
  /** The worker, which the classifier uses too. */
  readonly thread: ClassifierThread;
  readonly source: EncoderSource;
  /** Until the encoder runs, its files being there; 60 s unless set. */
  readonly startTimeoutMs?: number;
  /** For one group of texts, once the worker is free for it; 30 s unless set. */
  readonly groupTimeoutMs?: number;
}

/** The encoder on its way into one worker. */
interface Loading {
  readonly life: ThreadLife;
  readonly reading: AbortController;
  work: Promise<void>;
  isReading: boolean;
  waiting: number;
}

/**
 * `Embedder` in the classifier's worker. The encoder is fetched and started at the first call, and again after the worker
 * has ended; texts go there in small groups, and estimates in between. An abort is an `AbortError`; a download that nobody
 * waits for any more stops, and the next call resumes it. Fails with a `model_*` or `worker_*` code, `quota_exceeded`,
 * `storage_failed`, `engine_failed` or `router_disposed`.
 */
export function createEmbedderClient(options: EmbedderClientOptions): Embedder {
  return new WorkerEmbedder(options);
}

class WorkerEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly #options: EmbedderClientOptions;
  #loading: Loading | undefined;

  constructor(options: EmbedderClientOptions) {
    this.#options = options;
    this.model = options.source.model;
    this.dimensions = options.source.dimensions;
  }

  async embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddedTexts> {
    signal.throwIfAborted();
    const life = this.#options.thread.life();
    await this.#loaded(life, signal);
    const batches: EmbeddedBatch[] = [];
    for (const group of textGroups(texts, GROUP_UNITS)) {
      batches.push(await this.#embedGroup(group, life, signal));
    }
    return {
      vectors: batches.flatMap(({ vectors }) => rowsOf(vectors, this.dimensions)),
      tokens: batches.flatMap(({ tokens }) => tokens),
      isTruncated: batches.flatMap(({ isTruncated }) => isTruncated),
    };
  }

  async #embedGroup(
    group: readonly string[],
    life: ThreadLife,
    signal: AbortSignal,
  ): Promise<EmbeddedBatch> {
    const deadline = {
      timeoutMs: this.#options.groupTimeoutMs ?? GROUP_TIMEOUT_MS,
      late: new RouterError("worker_timeout", "The encoder did not answer in time."),
    };
    const batch = await life.call((remote) => remote.embed(group), deadline, signal);
    if ("code" in batch) throw errorOf(batch);
    return batch;
  }

  /** The encoder in this worker, loaded once for all who wait; a failure is forgotten, so that the next call tries again. */
  async #loaded(life: ThreadLife, signal: AbortSignal): Promise<void> {
    const loading = this.#loading?.life === life ? this.#loading : this.#begin(life);
    loading.waiting += 1;
    try {
      await untilAborted(loading.work, signal);
    } finally {
      loading.waiting -= 1;
      if (loading.waiting === 0 && loading.isReading) this.#stopReading(loading, signal.reason);
    }
  }

  #begin(life: ThreadLife): Loading {
    const loading: Loading = {
      life,
      reading: new AbortController(),
      work: Promise.resolve(),
      isReading: true,
      waiting: 0,
    };
    loading.work = this.#load(loading);
    loading.work.catch(() => this.#forget(loading));
    this.#loading = loading;
    return loading;
  }

  /** Whoever comes now begins anew, and does not meet the abort of those who left. */
  #stopReading(loading: Loading, reason: unknown): void {
    this.#forget(loading);
    loading.reading.abort(reason);
  }

  #forget(loading: Loading): void {
    if (this.#loading === loading) this.#loading = undefined;
  }

  /** Once the files are there the start goes on without anybody waiting, since it would be asked for again. */
  async #load(loading: Loading): Promise<void> {
    const { life, reading } = loading;
    const files = await this.#options.source.read(AbortSignal.any([reading.signal, life.ended]));
    loading.isReading = false;
    const deadline = {
      timeoutMs: this.#options.startTimeoutMs ?? START_TIMEOUT_MS,
      late: new RouterError("worker_timeout", "The encoder did not start in time."),
    };
    const loaded = await life.call((remote) => remote.loadEncoder(files), deadline, life.ended);
    if ("code" in loaded) throw errorOf(loaded);
  }
}

function rowsOf(vectors: Float32Array, dimensions: number): Float32Array[] {
  const count = vectors.length / dimensions;
  return Array.from({ length: count }, (_, index) =>
    vectors.subarray(index * dimensions, (index + 1) * dimensions),
  );
}

function errorOf(failure: Failure): RouterError {
  return new RouterError(failure.code, failure.message);
}

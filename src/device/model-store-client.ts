import type {
  ModelStoreEvent,
  ModelStoreWorker,
  StoredFile,
} from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import { SilenceWatch } from "./silence-watch.ts";
import { WorkerLink } from "./worker-link.ts";

/** Told while files are made available; `loadedBytes` never falls. */
export type StoreProgress = Extract<ModelStoreEvent, { type: "progress" }>;

export interface ModelStoreClientOptions {
  /** The real worker unless set. */
  readonly startWorker?: (() => Worker) | undefined;
  /** A worker that is silent for this long is ended; longer than its own patience with a source. */
  readonly silenceMs?: number | undefined;
}

interface Opening {
  readonly watch: SilenceWatch;
  readonly onProgress: (progress: StoreProgress) => void;
  readonly resolve: (blobs: readonly Blob[]) => void;
  readonly reject: (reason: Error) => void;
}

/** The page's side of the model store. The worker starts at the first call and again after it died. */
export class ModelStoreClient {
  readonly #startWorker: () => Worker;
  readonly #silenceMs: number;
  readonly #openings = new Map<string, Opening>();
  #link: WorkerLink<ModelStoreWorker, ModelStoreEvent> | null = null;
  #nextId = 1;
  #isDisposed = false;

  constructor(options: ModelStoreClientOptions = {}) {
    this.#startWorker = options.startWorker ?? startModelStoreWorker;
    this.#silenceMs = options.silenceMs ?? 90_000;
  }

  /**
   * Makes files available, verified. An abort leaves a part that the next call resumes, and rejects once the
   * worker has let go of it. Fails with the store's code, `worker_died` or `worker_timeout`.
   */
  async open(
    files: readonly StoredFile[],
    onProgress: (progress: StoreProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly Blob[]> {
    signal.throwIfAborted();
    const { remote } = this.#running();
    const id = String(this.#nextId++);
    const result = new Promise<readonly Blob[]>((resolve, reject) => {
      const watch = new SilenceWatch(this.#silenceMs, () => this.#end("worker_timeout"));
      this.#openings.set(id, { watch, onProgress, resolve, reject });
    });
    const onAbort = () => {
      const settle = () => this.#settle(id)?.reject(signal.reason as Error);
      remote.cancel(id).then(settle, settle);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      remote.open(id, files).catch(() => this.#end("worker_died"));
      return await result;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** Names of the files that are whole in the store. Fails with `worker_died` if the worker ends first. */
  async list(): Promise<readonly string[]> {
    const { remote, ended } = this.#running();
    return await Promise.race([remote.list(), ends(ended)]);
  }

  /** Deletes a file and its part. */
  async remove(name: string): Promise<void> {
    const { remote, ended } = this.#running();
    await Promise.race([remote.remove(name), ends(ended)]);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end("router_disposed");
  }

  #running(): WorkerLink<ModelStoreWorker, ModelStoreEvent> {
    if (this.#isDisposed) throw new RouterError("router_disposed", "This router is disposed.");
    this.#link ??= new WorkerLink<ModelStoreWorker, ModelStoreEvent>({
      worker: this.#startWorker(),
      onEvent: (event) => this.#receive(event),
      onDeath: () => this.#end("worker_died"),
    });
    return this.#link;
  }

  #receive(event: ModelStoreEvent): void {
    const opening = this.#openings.get(event.id);
    opening?.watch.heard();
    switch (event.type) {
      case "progress":
        return opening?.onProgress(event);
      case "files-ready":
        return this.#settle(event.id)?.resolve(event.blobs);
      case "failed":
        return this.#settle(event.id)?.reject(new RouterError(event.code, event.message));
    }
  }

  #settle(id: string): Opening | undefined {
    const opening = this.#openings.get(id);
    opening?.watch.end();
    this.#openings.delete(id);
    return opening;
  }

  #end(code: "worker_died" | "worker_timeout" | "router_disposed"): void {
    const reason = new RouterError(code, "The model store's worker has ended.");
    this.#link?.end(reason);
    this.#link = null;
    for (const id of [...this.#openings.keys()]) this.#settle(id)?.reject(reason);
  }
}

function ends(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

function startModelStoreWorker(): Worker {
  return new Worker(new URL("../../workers/model-store.worker.ts", import.meta.url), {
    type: "module",
  });
}

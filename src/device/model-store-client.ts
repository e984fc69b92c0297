import type {
  FilePlan,
  ModelStoreEvent,
  ModelStoreWorker,
  StoredEntry,
  StoredFile,
} from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import type { ModelSource } from "../terms/catalogue.ts";
import { StoreJobs, type JobEnd, type StoreProgress } from "./store-jobs.ts";
import { untilEnded } from "./until.ts";
import { WorkerLink } from "./worker-link.ts";

export interface ModelStoreClientOptions {
  /** The real worker unless set. */
  readonly startWorker?: (() => Worker) | undefined;
  /** A worker that is silent for this long is ended; longer than its own patience with a source. */
  readonly silenceMs?: number | undefined;
}

type Link = WorkerLink<ModelStoreWorker, ModelStoreEvent>;
type Remote = Link["remote"];

/**
 * The page's side of the model store. The worker starts at the first call and again after it died; whatever is called
 * may fail with `worker_died`, `worker_timeout` or `router_disposed`.
 */
export class ModelStoreClient {
  readonly #startWorker: () => Worker;
  readonly #silenceMs: number;
  readonly #jobs: StoreJobs;
  #link: Link | null = null;
  #nextId = 1;
  #isDisposed = false;

  constructor(options: ModelStoreClientOptions = {}) {
    this.#startWorker = options.startWorker ?? startModelStoreWorker;
    this.#silenceMs = options.silenceMs ?? 90_000;
    this.#jobs = new StoreJobs(this.#silenceMs, () => this.#end("worker_timeout"));
  }

  /**
   * Learns which files a model has; needs the network once at most. Fails with `model_missing` where the hub has no such
   * repository or keeps it private, `model_source_unreachable`, or `model_corrupt` where it answers nonsense.
   */
  async plan(model: string, source: ModelSource, signal: AbortSignal): Promise<FilePlan> {
    const start = (remote: Remote, id: string) => remote.plan(id, model, source);
    const end = await this.#run(start, () => undefined, signal);
    if (end.type !== "files-planned") throw unexpected(end);
    return end.plan;
  }

  /**
   * Makes files available, verified; URLs may be relative to the page. An abort leaves a part that the next call resumes,
   * and rejects once the worker has let go of it. Fails with the store's code.
   */
  async open(
    files: readonly StoredFile[],
    onProgress: (progress: StoreProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly Blob[]> {
    const absolute = files.map((file) => ({ ...file, urls: file.urls.map(absoluteUrl) }));
    const start = (remote: Remote, id: string) => remote.open(id, absolute);
    const end = await this.#run(start, onProgress, signal);
    if (end.type !== "files-ready") throw unexpected(end);
    return end.blobs;
  }

  /**
   * Copies a picked file into the store and pins it to what it is now. An abort leaves nothing. Fails with
   * `quota_exceeded`, or `model_missing` where the file cannot be read.
   */
  async keep(
    name: string,
    file: Blob,
    onProgress: (progress: StoreProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredFile> {
    const start = (remote: Remote, id: string) => remote.keep(id, name, file);
    const end = await this.#run(start, onProgress, signal);
    if (end.type !== "file-kept") throw unexpected(end);
    return end.file;
  }

  /** All that lies in the store, parts included. Fails with `storage_failed`. */
  list(): Promise<readonly StoredEntry[]> {
    return this.#ask((remote) => remote.list());
  }

  /** Deletes a file, its part and its pin. Fails with `storage_failed`, as while the file is being downloaded. */
  remove(name: string): Promise<void> {
    return this.#ask((remote) => remote.remove(name));
  }

  /** Lets the next `plan` of a model ask its source anew. Fails with `storage_failed`. */
  forgetPlan(model: string): Promise<void> {
    return this.#ask((remote) => remote.forgetPlan(model));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end("router_disposed");
  }

  /** Starts a job and resolves to its last event. */
  async #run(
    start: (remote: Remote, id: string) => Promise<void>,
    onProgress: (progress: StoreProgress) => void,
    signal: AbortSignal,
  ): Promise<JobEnd> {
    signal.throwIfAborted();
    const { remote } = this.#running();
    const id = String(this.#nextId++);
    const result = this.#jobs.wait(id, onProgress);
    const onAbort = () => {
      const end = () => this.#jobs.end(id, signal.reason as Error);
      remote.cancel(id).then(end, end);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      start(remote, id).catch(() => this.#end("worker_died"));
      return await result;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** One call that is its own answer. Codes do not cross the worker's border with it, sentences do. */
  async #ask<T>(call: (remote: Remote) => Promise<T>): Promise<T> {
    const { remote, ended } = this.#running();
    const answer = call(remote).catch((cause: unknown) => {
      const words = cause instanceof Error ? cause.message : String(cause);
      throw new RouterError("storage_failed", words, { cause });
    });
    const late = new RouterError("worker_timeout", "The model store does not answer.");
    return await untilEnded(answer, ended, this.#silenceMs, late);
  }

  #running(): Link {
    if (this.#isDisposed) throw new RouterError("router_disposed", "This router is disposed.");
    this.#link ??= new WorkerLink<ModelStoreWorker, ModelStoreEvent>({
      worker: this.#startWorker(),
      onEvent: (event) => this.#jobs.receive(event),
      onDeath: () => this.#end("worker_died"),
    });
    return this.#link;
  }

  #end(code: "worker_died" | "worker_timeout" | "router_disposed"): void {
    const reason = new RouterError(code, "The model store's worker has ended.");
    this.#link?.end(reason);
    this.#link = null;
    this.#jobs.endAll(reason);
  }
}

function absoluteUrl(url: string): string {
  return URL.canParse(url) ? url : new URL(url, document.baseURI).href;
}

function unexpected({ type }: JobEnd): RouterError {
  return new RouterError("storage_failed", `The model store answered with ${type}.`);
}

function startModelStoreWorker(): Worker {
  return new Worker(new URL("../../workers/model-store.worker.ts", import.meta.url), {
    type: "module",
  });
}

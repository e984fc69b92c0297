import { wrap } from "comlink";
import type { Remote } from "comlink";
import type {
  ClassifierFiles,
  ClassifierWorker,
  Failure,
} from "../../workers/classifier.contract.ts";
import { readRouterManifest } from "../decision/router-manifest.ts";
import { RouterError } from "../router-error.ts";
import type { Query } from "../terms/query.ts";
import { untilAborted, untilEnded } from "./until.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Classifier } from "../routing/ports.ts";

const START_TIMEOUT_MS = 30_000;
const ESTIMATE_TIMEOUT_MS = 2_000;

type Answer = { readonly estimate: Estimate } | Failure;

export interface ClassifierClientOptions {
  /** Brings the text of manifest.json alone, from which the version is known before anything is loaded. */
  readonly readManifest: (signal: AbortSignal) => Promise<string>;
  /** Brings the artefact and ONNX Runtime's wasm. Asked at each start of the worker. */
  readonly readFiles: (signal: AbortSignal) => Promise<ClassifierFiles>;
  /** Until the worker has loaded its files; 30 s unless set. */
  readonly startTimeoutMs?: number;
  /** For one estimate, once the worker runs; 2 s unless set. */
  readonly estimateTimeoutMs?: number;
  /** Made anew whenever the last worker died; the real worker unless set. */
  readonly createWorker?: () => Worker;
}

/** `Classifier` behind its worker; `dispose` ends the worker, and every later call fails with `router_disposed`. */
export interface ClassifierClient extends Classifier {
  dispose(): void;
}

/** In an object, since a promise that resolves to a Comlink proxy would ask it for `then`. */
interface Running {
  readonly remote: Remote<ClassifierWorker>;
}

/**
 * Starts the classifier worker at the first estimate. A worker that dies, fails to load or misses a deadline is ended and
 * started again at the next call. Fails with `classifier_unavailable`, `model_corrupt`, `worker_died`, `worker_timeout`, or
 * whatever `readFiles` fails with if that is a RouterError; an abort is an `AbortError` and leaves the worker running.
 */
export function createClassifierClient(options: ClassifierClientOptions): ClassifierClient {
  return new WorkerClassifier(options);
}

class WorkerClassifier implements ClassifierClient {
  readonly #options: ClassifierClientOptions;
  #start: Promise<Running> | undefined;
  /** The life of the current worker: its abort ends the worker, and whoever waits for it fails with the reason. */
  #life = new AbortController();
  #version: string | undefined;
  #isDisposed = false;

  constructor(options: ClassifierClientOptions) {
    this.#options = options;
  }

  async version(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    this.#version ??= await this.#options.readManifest(signal).then(versionOf, () => undefined);
    signal.throwIfAborted();
    return this.#version ?? "none";
  }

  async estimate(query: Query, signal: AbortSignal): Promise<Estimate> {
    signal.throwIfAborted();
    if (this.#isDisposed) throw disposed();
    const { remote } = await untilAborted(this.#running(), signal);
    const life = this.#life;
    const late = new RouterError("worker_timeout", "The classifier did not answer in time.");
    const answer = untilEnded<Answer>(
      remote.estimate(query),
      life.signal,
      this.#options.estimateTimeoutMs ?? ESTIMATE_TIMEOUT_MS,
      late,
    );
    answer.catch((cause: unknown) => this.#stop(life, cause));
    const result = await untilAborted(answer, signal);
    if ("code" in result) throw errorOf(result);
    return result.estimate;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop(this.#life, disposed());
  }

  /** The running worker, or a new one; a failed start is forgotten, so that the next call tries again. */
  #running(): Promise<Running> {
    if (this.#start !== undefined) return this.#start;
    const life = this.#life;
    const late = new RouterError("worker_timeout", "The classifier did not start in time.");
    const timeoutMs = this.#options.startTimeoutMs ?? START_TIMEOUT_MS;
    const start = untilEnded(this.#startWorker(life), life.signal, timeoutMs, late);
    start.catch((cause: unknown) => this.#stop(life, cause));
    this.#start = start;
    return start;
  }

  async #startWorker(life: AbortController): Promise<Running> {
    const files = await this.#options.readFiles(life.signal).catch((cause: unknown) => {
      throw asRouterError(cause, "The router's model could not be read.");
    });
    life.signal.throwIfAborted();
    const worker = (this.#options.createWorker ?? createClassifierWorker)();
    life.signal.addEventListener("abort", () => worker.terminate(), { once: true });
    worker.addEventListener("error", () => {
      this.#stop(life, new RouterError("worker_died", "The classifier worker died."));
    });
    const remote = wrap<ClassifierWorker>(worker);
    const loaded = await remote.load(files);
    if ("code" in loaded) throw errorOf(loaded);
    return { remote };
  }

  /** Ends the worker of this life, unless it has ended already. */
  #stop(life: AbortController, cause: unknown): void {
    if (life !== this.#life) return;
    this.#life = new AbortController();
    this.#start = undefined;
    life.abort(asRouterError(cause, "The classifier failed."));
  }
}

function createClassifierWorker(): Worker {
  return new Worker(new URL("../../workers/classifier.worker.ts", import.meta.url), {
    type: "module",
  });
}

function versionOf(manifest: string): string | undefined {
  return readRouterManifest(manifest)?.version;
}

function errorOf(failure: Failure): RouterError {
  return new RouterError(failure.code, failure.message);
}

function disposed(): RouterError {
  return new RouterError("router_disposed", "This router has been disposed.");
}

function asRouterError(cause: unknown, message: string): RouterError {
  if (cause instanceof RouterError) return cause;
  return new RouterError("classifier_unavailable", message, { cause });
}

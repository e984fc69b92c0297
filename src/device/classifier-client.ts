import type { ClassifierFiles, Failure } from "../../workers/classifier.contract.ts";
import { readRouterManifest } from "../decision/router-manifest.ts";
import { RouterError } from "../router-error.ts";
import type { Classifier } from "../routing/ports.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Query } from "../terms/query.ts";
import { ClassifierThread, type CallDeadline, type ThreadLife } from "./classifier-thread.ts";
import { untilAborted, untilEnded } from "./until.ts";

const START_TIMEOUT_MS = 30_000;
const ESTIMATE_TIMEOUT_MS = 2_000;

export interface ClassifierClientOptions {
  /** Brings the text of manifest.json alone, from which the version is known before anything is loaded. */
  readonly readManifest: (signal: AbortSignal) => Promise<string>;
  /** Brings the artefact and ONNX Runtime's wasm. Asked at each start of the worker. */
  readonly readFiles: (signal: AbortSignal) => Promise<ClassifierFiles>;
  /** Until the files are loaded; 30 s unless set. */
  readonly startTimeoutMs?: number;
  /** For one estimate, once the worker is free for it; 2 s unless set. */
  readonly estimateTimeoutMs?: number;
  /** Made anew whenever the last worker died; the real worker unless set. */
  readonly createWorker?: () => Worker;
  /** The worker, where it is shared with the encoder; one of its own unless set. */
  readonly thread?: ClassifierThread;
}

/** `Classifier` behind its worker; `dispose` ends the worker, and every later call fails with `router_disposed`. */
export interface ClassifierClient extends Classifier {
  dispose(): void;
}

interface Loading {
  readonly life: ThreadLife;
  readonly work: Promise<void>;
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
  readonly #thread: ClassifierThread;
  #loading: Loading | undefined;
  #version: string | undefined;

  constructor(options: ClassifierClientOptions) {
    this.#options = options;
    this.#thread = options.thread ?? new ClassifierThread(options.createWorker);
  }

  async version(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    this.#version ??= await this.#options.readManifest(signal).then(versionOf, () => undefined);
    signal.throwIfAborted();
    return this.#version ?? "none";
  }

  async estimate(query: Query, signal: AbortSignal): Promise<Estimate> {
    signal.throwIfAborted();
    const life = this.#thread.life();
    await untilAborted(this.#loaded(life), signal);
    const deadline = {
      timeoutMs: this.#options.estimateTimeoutMs ?? ESTIMATE_TIMEOUT_MS,
      late: new RouterError("worker_timeout", "The classifier did not answer in time."),
    };
    const result = await life.call((remote) => remote.estimate(query), deadline, signal);
    if ("code" in result) throw errorOf(result);
    return result.estimate;
  }

  dispose(): void {
    this.#thread.dispose();
  }

  /** The classifier in this worker, loaded once; a failure is forgotten, so that the next call tries again. */
  #loaded(life: ThreadLife): Promise<void> {
    if (this.#loading?.life === life) return this.#loading.work;
    const late = new RouterError("worker_timeout", "The classifier did not start in time.");
    const timeoutMs = this.#options.startTimeoutMs ?? START_TIMEOUT_MS;
    const load = this.#load(life, { timeoutMs, late });
    const work = untilEnded(load, life.ended, timeoutMs, late);
    const loading = { life, work };
    work.catch(() => {
      if (this.#loading === loading) this.#loading = undefined;
    });
    this.#loading = loading;
    return work;
  }

  async #load(life: ThreadLife, deadline: CallDeadline): Promise<void> {
    const files = await this.#options.readFiles(life.ended).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    const loaded = await life.call((remote) => remote.load(files), deadline, life.ended);
    if ("code" in loaded) throw errorOf(loaded);
  }
}

function versionOf(manifest: string): string | undefined {
  return readRouterManifest(manifest)?.version;
}

function errorOf(failure: Failure): RouterError {
  return new RouterError(failure.code, failure.message);
}

function unreadable(cause: unknown): RouterError {
  if (cause instanceof RouterError) return cause;
  const message = "The router's model could not be read.";
  return new RouterError("classifier_unavailable", message, { cause });
}

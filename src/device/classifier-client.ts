import { wrap } from "comlink";
import type { Remote } from "comlink";
import type {
  ClassifierFiles,
  ClassifierWorker,
  Failure,
} from "../../workers/classifier.contract.ts";
import { readRouterManifest } from "../decision/router-manifest.ts";
import { RouterError } from "../router-error.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Classifier } from "../routing/ports.ts";

export interface ClassifierClientOptions {
  /** Brings the text of manifest.json alone, from which the version is known before anything is loaded. */
  readonly readManifest: (signal: AbortSignal) => Promise<string>;
  /** Brings the artefact and ONNX Runtime's wasm. Asked at each start of the worker. */
  readonly readFiles: (signal: AbortSignal) => Promise<ClassifierFiles>;
  /** Until the worker has loaded its files. */
  readonly startTimeoutMs?: number;
  /** For one estimate, once the worker runs. */
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
  const { startTimeoutMs = 30_000, estimateTimeoutMs = 2_000 } = options;
  const createWorker = options.createWorker ?? createClassifierWorker;
  let start: Promise<Running> | undefined;
  let end = new AbortController();
  let version: string | undefined;
  let isDisposed = false;

  /** Ends this run of the worker: whoever waits for it fails with `reason`. */
  function stop(reason: RouterError): void {
    end.abort(reason);
    end = new AbortController();
    start = undefined;
  }

  async function startWorker(life: AbortController): Promise<Running> {
    const files = await options.readFiles(life.signal).catch((cause: unknown) => {
      throw asRouterError(cause, "The router's model could not be read.");
    });
    life.signal.throwIfAborted();
    const worker = createWorker();
    life.signal.addEventListener("abort", () => worker.terminate(), { once: true });
    worker.onerror = () => {
      if (life === end) stop(new RouterError("worker_died", "The classifier worker died."));
    };
    const remote = wrap<ClassifierWorker>(worker);
    const loaded = await remote.load(files);
    if ("code" in loaded) throw errorOf(loaded);
    return { remote };
  }

  /** The running worker, or a new one; a failed start is forgotten, so that the next call tries again. */
  function running(): Promise<Running> {
    if (start !== undefined) return start;
    const life = end;
    const late = new RouterError("worker_timeout", "The classifier did not start in time.");
    start = raceWith(startWorker(life), life.signal, startTimeoutMs, late);
    start.catch((cause: unknown) => {
      if (life === end) stop(asRouterError(cause, "The classifier could not be started."));
    });
    return start;
  }

  return {
    async version(signal) {
      signal.throwIfAborted();
      version ??= await options.readManifest(signal).then(versionOf, () => undefined);
      signal.throwIfAborted();
      return version ?? "none";
    },

    async estimate(query, signal) {
      signal.throwIfAborted();
      if (isDisposed) throw new RouterError("router_disposed", "This router has been disposed.");
      const { remote } = await untilAborted(running(), signal);
      const life = end;
      const late = new RouterError("worker_timeout", "The classifier did not answer in time.");
      const answer = raceWith<{ readonly estimate: Estimate } | Failure>(
        remote.estimate(query),
        life.signal,
        estimateTimeoutMs,
        late,
      );
      answer.catch((cause: unknown) => {
        if (life === end) stop(asRouterError(cause, "The classifier failed."));
      });
      const result = await untilAborted(answer, signal);
      if ("code" in result) throw errorOf(result);
      return result.estimate;
    },

    dispose() {
      isDisposed = true;
      stop(new RouterError("router_disposed", "This router has been disposed."));
    },
  };
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

function asRouterError(cause: unknown, message: string): RouterError {
  if (cause instanceof RouterError) return cause;
  return new RouterError("classifier_unavailable", message, { cause });
}

/** The work's result, or the reason of `life` once it ends, or `late` after the deadline. */
function raceWith<T>(
  work: Promise<T>,
  life: AbortSignal,
  timeoutMs: number,
  late: RouterError,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(late)), timeoutMs);
    const onEnd = () => settle(() => reject(life.reason as RouterError));
    function settle(how: () => void): void {
      clearTimeout(timer);
      life.removeEventListener("abort", onEnd);
      how();
    }
    life.addEventListener("abort", onEnd, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (cause: unknown) => settle(() => reject(asRouterError(cause, "The classifier failed."))),
    );
  });
}

/** The work's result, or the caller's abort; the work itself goes on for the next caller. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

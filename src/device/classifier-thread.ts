import { wrap } from "comlink";
import type { ClassifierWorker } from "../../workers/classifier.contract.ts";
import { RouterError } from "../router-error.ts";
import { untilAborted, untilEnded } from "./until.ts";

/** How long one call may take, once its turn has come, and what it fails with then. */
export interface CallDeadline {
  readonly timeoutMs: number;
  readonly late: RouterError;
}

/** What a call asks of the worker, through a proxy that keeps the contract; a failure of the work itself comes back as a value. */
type WorkerCall<T> = (remote: ClassifierWorker) => Promise<T>;

/** The worker that classifier and encoder share. It starts at the first call and again after it was ended. */
export class ClassifierThread {
  readonly #createWorker: () => Worker;
  #life: ThreadLife | undefined;
  #isDisposed = false;

  /** `createWorker`: made anew whenever the last worker died; the real worker unless set. */
  constructor(createWorker: () => Worker = createClassifierWorker) {
    this.#createWorker = createWorker;
  }

  /** The life of the current worker, or of the next. What was loaded in one is not there in another. Fails with `router_disposed`. */
  life(): ThreadLife {
    if (this.#isDisposed) throw disposed();
    if (this.#life === undefined || this.#life.ended.aborted) {
      this.#life = new ThreadLife(this.#createWorker);
    }
    return this.#life;
  }

  /** Ends the worker; every later call fails with `router_disposed`. */
  dispose(): void {
    this.#isDisposed = true;
    this.#life?.end(disposed());
  }
}

/** One worker from its first call to its end. */
export class ThreadLife {
  readonly #createWorker: () => Worker;
  readonly #end = new AbortController();
  /** In an object, since a promise that resolves to a Comlink proxy would ask it for `then`. */
  #running: { readonly remote: ClassifierWorker } | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(createWorker: () => Worker) {
    this.#createWorker = createWorker;
  }

  /** Aborted with the reason when the worker is ended. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  /**
   * One call at a time, in the order of asking: a long piece of work costs the next one its wait, never its deadline. A call
   * that fails or is late ends the worker with its reason. An abort frees the caller, and its call if that has not begun.
   */
  call<T>(work: WorkerCall<T>, deadline: CallDeadline, signal: AbortSignal): Promise<T> {
    const turn = this.#lastTurn.then(() => {
      signal.throwIfAborted();
      return this.#run(work, deadline);
    });
    this.#lastTurn = turn.catch(() => undefined);
    return untilAborted(turn, signal);
  }

  /** Ends the worker with a reason for those who wait for it; the first reason counts. */
  end(reason: RouterError): void {
    this.#end.abort(reason);
  }

  async #run<T>(work: WorkerCall<T>, { timeoutMs, late }: CallDeadline): Promise<T> {
    this.ended.throwIfAborted();
    this.#running ??= this.#start();
    try {
      return await untilEnded(work(this.#running.remote), this.ended, timeoutMs, late);
    } catch (cause) {
      this.end(asRouterError(cause));
      throw this.ended.reason;
    }
  }

  #start(): { readonly remote: ClassifierWorker } {
    const worker = this.#createWorker();
    this.ended.addEventListener("abort", () => worker.terminate(), { once: true });
    worker.addEventListener("error", () => {
      this.end(new RouterError("worker_died", "The classifier worker died."));
    });
    return { remote: wrap<ClassifierWorker>(worker) };
  }
}

function createClassifierWorker(): Worker {
  return new Worker(new URL("../../workers/classifier.worker.ts", import.meta.url), {
    type: "module",
  });
}

function disposed(): RouterError {
  return new RouterError("router_disposed", "This router has been disposed.");
}

function asRouterError(cause: unknown): RouterError {
  if (cause instanceof RouterError) return cause;
  return new RouterError("classifier_unavailable", "The classifier worker failed.", { cause });
}

import { wrap } from "comlink";
import type { Remote } from "comlink";
import type { GuardFailure, GuardReport, GuardWorker } from "../../workers/guard.contract.ts";
import { GUARD_VERSION } from "../privacy/guard-version.ts";
import { RouterError } from "../router-error.ts";
import type { BodyInspection, Guard } from "../routing/ports.ts";
import type { Inspection } from "../terms/finding.ts";
import { untilAborted, untilEnded } from "./until.ts";

/** The worker stops looking after this long, and says so. */
const BUDGET_MS = 1_000;
/** A worker that has not answered by then hangs, in a detector or before the first one. */
const DEADLINE_MS = 2_000;
const START_TIMEOUT_MS = 15_000;

export interface GuardClientOptions {
  /** 1 s unless set. */
  readonly budgetMs?: number;
  /** For one answer, once the worker runs; 2 s unless set. */
  readonly deadlineMs?: number;
  /** Until the worker runs; 15 s unless set. */
  readonly startTimeoutMs?: number;
  /** Made anew whenever the last worker was ended; the real worker unless set. */
  readonly createWorker?: () => Worker;
}

/** `Guard` behind its worker; `dispose` ends the worker, and every later call fails with `router_disposed`. */
export interface GuardClient extends Guard {
  dispose(): void;
}

/** In an object, since a promise that resolves to a Comlink proxy would ask it for `then`. */
interface Running {
  readonly remote: Remote<GuardWorker>;
}

/** The deadline has passed: nothing more is known than that a person must be asked. */
class DeadlinePassed extends Error {}

/**
 * Starts the guard worker at the first call. A worker that misses the deadline is ended, and started again at the next
 * call; whoever waits for it is told `isOverBudget`. Fails with `guard_unavailable` where no worker can be started or the
 * worker dies; an abort is an `AbortError` and leaves the worker running.
 */
export function createGuardClient(options: GuardClientOptions = {}): GuardClient {
  return new WorkerGuard(options);
}

class WorkerGuard implements GuardClient {
  readonly version = GUARD_VERSION;
  readonly #options: GuardClientOptions;
  #start: Promise<Running> | undefined;
  /** The life of the current worker: its abort ends the worker, and whoever waits for it learns the reason. */
  #life = new AbortController();
  #isDisposed = false;

  constructor(options: GuardClientOptions) {
    this.#options = options;
  }

  async inspect(texts: readonly string[], signal: AbortSignal): Promise<Inspection> {
    const report = await this.#ask((guard, budgetMs) => guard.inspect(texts, budgetMs), signal);
    return report ?? { findings: [], isOverBudget: true };
  }

  async inspectBody(body: string, signal: AbortSignal): Promise<BodyInspection> {
    const report = await this.#ask((guard, budgetMs) => guard.inspectBody(body, budgetMs), signal);
    return report ?? { findings: [], isOverBudget: true, bodySha256: await sha256Of(body, signal) };
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop(this.#life, new RouterError("router_disposed", "This router has been disposed."));
  }

  /** What the worker answers, or null where it hung until the deadline. */
  async #ask<Report extends GuardReport>(
    question: (guard: Remote<GuardWorker>, budgetMs: number) => Promise<Report | GuardFailure>,
    signal: AbortSignal,
  ): Promise<Report | null> {
    signal.throwIfAborted();
    if (this.#isDisposed) {
      throw new RouterError("router_disposed", "This router has been disposed.");
    }
    const { remote } = await untilAborted(this.#running(), signal);
    const { budgetMs = BUDGET_MS, deadlineMs = DEADLINE_MS } = this.#options;
    const life = this.#life;
    const answer = untilEnded<Report | GuardFailure>(
      question(remote, budgetMs),
      life.signal,
      deadlineMs,
      new DeadlinePassed(),
    ).catch((cause: unknown) => {
      this.#stop(life, cause);
      if (cause instanceof DeadlinePassed) return null;
      throw asRouterError(cause);
    });
    const report = await untilAborted(answer, signal);
    if (report !== null && "code" in report) throw new RouterError(report.code, report.message);
    return report;
  }

  /** The running worker, or a new one; a failed start is forgotten, so that the next call tries again. */
  #running(): Promise<Running> {
    if (this.#start !== undefined) return this.#start;
    const life = this.#life;
    const late = unavailable("The guard did not start in time.");
    const timeoutMs = this.#options.startTimeoutMs ?? START_TIMEOUT_MS;
    const start = untilEnded(this.#startWorker(life), life.signal, timeoutMs, late);
    start.catch((cause: unknown) => this.#stop(life, cause));
    this.#start = start;
    return start;
  }

  async #startWorker(life: AbortController): Promise<Running> {
    try {
      const worker = (this.#options.createWorker ?? createGuardWorker)();
      life.signal.addEventListener("abort", () => worker.terminate(), { once: true });
      worker.addEventListener("error", (event) => {
        this.#stop(life, unavailable("The guard's worker failed.", event));
      });
      const remote = wrap<GuardWorker>(worker);
      // The answer to nothing says that the worker is there; its time is not taken from a text's deadline.
      await remote.inspect([], 1);
      return { remote };
    } catch (cause) {
      throw asRouterError(cause);
    }
  }

  /** Ends the worker of this life, unless it has ended already. */
  #stop(life: AbortController, cause: unknown): void {
    if (life !== this.#life) return;
    this.#life = new AbortController();
    this.#start = undefined;
    life.abort(cause);
  }
}

function createGuardWorker(): Worker {
  return new Worker(new URL("../../workers/guard.worker.ts", import.meta.url), { type: "module" });
}

/** The hash of a body that the worker never finished: what a person is asked about is bound to it. */
async function sha256Of(text: string, signal: AbortSignal): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  signal.throwIfAborted();
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function asRouterError(cause: unknown): RouterError {
  return cause instanceof RouterError ? cause : unavailable("The guard failed.", cause);
}

function unavailable(message: string, cause?: unknown): RouterError {
  return new RouterError("guard_unavailable", message, { cause });
}

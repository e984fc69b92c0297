import { wrap } from "comlink";
import type { Remote } from "comlink";
import type { SkillNow, SkillsWorker } from "../../workers/skills.contract.ts";
import { RouterError } from "../router-error.ts";
import type { Skills } from "../routing/ports.ts";
import type { SkillAnswer } from "../terms/skill-answer.ts";
import { untilAborted, untilEnded } from "./until.ts";

/** An answer takes some milliseconds; a worker that has none by then hangs. */
const DEADLINE_MS = 300;
/** A person's request waits this long for a worker that still starts, and then does without. */
const START_PATIENCE_MS = 1_000;
const START_TIMEOUT_MS = 15_000;

export interface SkillsClientOptions {
  /** For one answer, once the worker runs; 300 ms unless set. */
  readonly deadlineMs?: number;
  /** How long a request waits while the worker starts; 1 s unless set. */
  readonly startPatienceMs?: number;
  /** Until the worker runs; 15 s unless set. */
  readonly startTimeoutMs?: number;
  /** Made anew whenever the last worker was ended; the real worker unless set. */
  readonly createWorker?: () => Worker;
}

/** `Skills` behind their worker; `dispose` ends the worker, and every later call fails with `router_disposed`. */
export interface SkillsClient extends Skills {
  dispose(): void;
}

/** In an object, since a promise that resolves to a Comlink proxy would ask it for `then`. */
interface Running {
  readonly remote: Remote<SkillsWorker>;
}

/** There is no answer in time: the request goes on without one. */
class TooLate extends Error {}

/**
 * Starts the skills worker at the first call. A worker that misses the deadline is ended, and started again at the next call;
 * whoever waits for it gets null. While it starts a request waits a second at most, and the start goes on for the next one.
 * Fails with `worker_died` or, where the start never ends, `worker_timeout`; an abort is an `AbortError` and leaves the
 * worker running.
 */
export function createSkillsClient(options: SkillsClientOptions = {}): SkillsClient {
  return new WorkerSkills(options);
}

class WorkerSkills implements SkillsClient {
  readonly #options: SkillsClientOptions;
  #start: Promise<Running> | undefined;
  /** The life of the current worker: its abort ends the worker, and whoever waits for it learns the reason. */
  #life = new AbortController();
  #isDisposed = false;

  constructor(options: SkillsClientOptions) {
    this.#options = options;
  }

  async answer(text: string, now: SkillNow, signal: AbortSignal): Promise<SkillAnswer | null> {
    signal.throwIfAborted();
    if (this.#isDisposed) throw disposed();
    const life = this.#life;
    const answer = this.#ask(life, text, now).catch((cause: unknown) => {
      if (cause instanceof TooLate) return null;
      throw asRouterError(cause);
    });
    return untilAborted(answer, signal);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop(this.#life, disposed());
  }

  async #ask(life: AbortController, text: string, now: SkillNow): Promise<SkillAnswer | null> {
    const { deadlineMs = DEADLINE_MS, startPatienceMs = START_PATIENCE_MS } = this.#options;
    const start = this.#running(life);
    const { remote } = await untilEnded(start, life.signal, startPatienceMs, new TooLate());
    const question = remote.answer(text, now);
    try {
      return await untilEnded(question, life.signal, deadlineMs, new TooLate());
    } catch (cause) {
      this.#stop(life, cause);
      throw cause;
    }
  }

  /** The running worker, or a new one; a failed start is forgotten, so that the next call tries again. */
  #running(life: AbortController): Promise<Running> {
    if (this.#start !== undefined) return this.#start;
    const late = new RouterError("worker_timeout", "The skills did not start in time.");
    const timeoutMs = this.#options.startTimeoutMs ?? START_TIMEOUT_MS;
    const start = untilEnded(this.#startWorker(life), life.signal, timeoutMs, late);
    start.catch((cause: unknown) => this.#stop(life, cause));
    this.#start = start;
    return start;
  }

  async #startWorker(life: AbortController): Promise<Running> {
    const worker = (this.#options.createWorker ?? createSkillsWorker)();
    life.signal.addEventListener("abort", () => worker.terminate(), { once: true });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#stop(life, died(event));
    });
    const remote = wrap<SkillsWorker>(worker);
    // No answer to no text says that the worker is there; its time is not taken from a text's deadline.
    await remote.answer("", { nowMs: 0, timeZone: "UTC" });
    return { remote };
  }

  /** Ends the worker of this life, unless it has ended already. */
  #stop(life: AbortController, cause: unknown): void {
    if (life !== this.#life) return;
    this.#life = new AbortController();
    this.#start = undefined;
    life.abort(cause);
  }
}

function createSkillsWorker(): Worker {
  return new Worker(new URL("../../workers/skills.worker.ts", import.meta.url), { type: "module" });
}

function asRouterError(cause: unknown): RouterError {
  return cause instanceof RouterError ? cause : died(cause);
}

function died(cause: unknown): RouterError {
  return new RouterError("worker_died", "The skills worker failed.", { cause });
}

function disposed(): RouterError {
  return new RouterError("router_disposed", "This router has been disposed.");
}

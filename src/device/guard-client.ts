import { wrap, type Remote } from "comlink";
import type { GuardFailure, GuardReport, GuardWorker } from "../../workers/guard.contract.ts";
import { RouterError } from "../router-error.ts";
import type { BodyInspection, Guard } from "../routing/ports.ts";
import type { Inspection } from "../terms/finding.ts";
import { untilAborted, untilEnded } from "./until.ts";

/** Version of the guard's rules; a decision and a record name it. */
export const GUARD_VERSION = "guard-1";

/** The worker stops looking after this; then the person is asked. */
const BUDGET_MS = 1_000;
/** Beyond its budget by this much, the worker hangs and is ended. */
const GRACE_MS = 4_000;

export interface GuardClientOptions {
  readonly budgetMs?: number;
  /** Made anew whenever the last one was ended; the real worker unless set. */
  readonly createWorker?: () => Worker;
}

/** `Guard` behind its worker; `dispose` ends it, and every later call fails with `router_disposed`. */
export interface GuardClient extends Guard {
  dispose(): void;
}

/** In an object, since a promise that resolves to a Comlink proxy would ask it for `then`. */
interface Running {
  readonly worker: Worker;
  readonly remote: Remote<GuardWorker>;
  readonly life: AbortController;
}

/**
 * Starts the guard worker at the first inspection. One that hangs is ended and the text counts as not looked at; one that
 * dies fails its calls with `guard_unavailable`. Both are started again at the next call.
 */
export function createGuardClient(options: GuardClientOptions): GuardClient {
  const { budgetMs = BUDGET_MS, createWorker = createGuardWorker } = options;
  const late = new RouterError("worker_timeout", "The guard worker hangs.");
  let running: Running | null = null;
  let isDisposed = false;

  function run(): Running {
    if (isDisposed) throw new RouterError("router_disposed", "This router was disposed of.");
    if (running !== null) return running;
    const worker = createWorker();
    const started = { worker, remote: wrap<GuardWorker>(worker), life: new AbortController() };
    worker.onerror = (event) => {
      event.preventDefault();
      end(started, new RouterError("guard_unavailable", "The guard worker died."));
    };
    running = started;
    return started;
  }

  function end(ended: Running, reason: RouterError): void {
    if (running === ended) running = null;
    ended.worker.terminate();
    ended.life.abort(reason);
  }

  /** The worker's answer, or null where it hung. */
  async function ask<Report>(
    call: (remote: Remote<GuardWorker>) => Promise<Report | GuardFailure>,
    signal: AbortSignal,
  ): Promise<Report | null> {
    signal.throwIfAborted();
    const current = run();
    const answered = untilEnded(
      call(current.remote),
      current.life.signal,
      budgetMs + GRACE_MS,
      late,
    );
    try {
      const report = await untilAborted(answered, signal);
      if (isFailure(report)) throw new RouterError(report.code, report.message);
      return report;
    } catch (cause) {
      if (cause !== late) throw cause;
      end(current, late);
      return null;
    }
  }

  return {
    version: GUARD_VERSION,
    async inspect(texts, signal): Promise<Inspection> {
      const report = await ask<GuardReport>((remote) => remote.inspect(texts, budgetMs), signal);
      return report ?? { findings: [], isOverBudget: true };
    },
    async inspectBody(body, signal): Promise<BodyInspection> {
      const report = await ask<BodyInspection>(
        (remote) => remote.inspectBody(body, budgetMs),
        signal,
      );
      if (report === null) throw new RouterError("guard_unavailable", "The guard did not answer.");
      return report;
    },
    dispose() {
      isDisposed = true;
      if (running !== null)
        end(running, new RouterError("router_disposed", "This router was disposed of."));
    },
  };
}

function isFailure(report: unknown): report is GuardFailure {
  return typeof report === "object" && report !== null && "code" in report;
}

function createGuardWorker(): Worker {
  return new Worker(new URL("../../workers/guard.worker.ts", import.meta.url), { type: "module" });
}

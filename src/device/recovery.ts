import { RouterError, type RouterErrorCode } from "../router-error.ts";
import { untilAborted } from "./until.ts";

/** Failures after which an engine that is built anew may work again. */
export type Fault = Extract<
  RouterErrorCode,
  "device_lost" | "worker_died" | "worker_timeout" | "engine_failed" | "out_of_memory"
>;

const FAULTS: ReadonlySet<RouterErrorCode> = new Set<Fault>([
  "device_lost",
  "worker_died",
  "worker_timeout",
  "engine_failed",
  "out_of_memory",
]);

/** Before each further attempt: a driver that has just reset needs a moment. As many as there are. */
const BACKOFF_MS = [250, 1_000];
/** This many times given up within this time, a model is not asked for as long. */
const MOST_GIVEN_UP = 2;
const REST_MS = 10 * 60_000;

/** The fault that an error is; null where building anew would not help, or was not the cause. */
export function faultOf(error: unknown): Fault | null {
  if (!(error instanceof RouterError) || !FAULTS.has(error.code)) return null;
  return error.code as Fault;
}

/** How one piece of work is recovered. */
export interface RecoverySteps<Result> {
  /** Goes on from where the attempt before left off. */
  attempt(): Promise<Result>;
  /** False where what was shown cannot be gone on with. */
  canGoOn(): boolean;
  /** Ends what is broken, so that the next attempt builds it anew. Attempts count from 1. */
  rebuild(fault: Fault, attempt: number): void;
  onGaveUp(fault: Fault): void;
  wait(ms: number): Promise<void>;
}

/**
 * Tries again after a fault, at most twice and each time with more patience; then fails with the fault's code. A signal
 * that is aborted ends it: nothing is built anew for a caller who has left, or for a model that was unloaded on purpose.
 */
export async function recovering<Result>(
  steps: RecoverySteps<Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await steps.attempt();
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null || signal.aborted) throw error;
      const backoffMs = BACKOFF_MS[attempt - 1];
      if (backoffMs === undefined || !steps.canGoOn()) {
        steps.onGaveUp(fault);
        throw error;
      }
      steps.rebuild(fault, attempt);
      await untilAborted(steps.wait(backoffMs), signal);
    }
  }
}

/** Remembers which models were given up, and lets one rest that was given up too often. Times are milliseconds on a clock that never goes back. */
export class GivenUp {
  readonly #times = new Map<string, readonly number[]>();

  add(model: string, nowMs: number): void {
    const recent = (this.#times.get(model) ?? []).filter((time) => nowMs - time < REST_MS);
    this.#times.set(model, [...recent, nowMs]);
  }

  /** True until ten minutes after the last time, where it was given up twice within ten minutes. */
  isResting(model: string, nowMs: number): boolean {
    const times = this.#times.get(model) ?? [];
    const last = times.at(-1) ?? Number.NEGATIVE_INFINITY;
    return times.length >= MOST_GIVEN_UP && nowMs - last < REST_MS;
  }
}

import { RouterError } from "../../src/router-error.ts";
import type { ModelStoreEvent } from "../model-store.contract.ts";

interface Job {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** What runs in the store now, by id. Each job ends with one event, or in silence where it was cancelled. */
export class StoreJobs {
  readonly #send: (event: ModelStoreEvent) => void;
  readonly #jobs = new Map<string, Job>();

  constructor(send: (event: ModelStoreEvent) => void) {
    this.#send = send;
  }

  /** Starts a job; what it resolves to is its last event, and whatever it rejects with is told as `failed`. */
  start(id: string, work: (signal: AbortSignal) => Promise<ModelStoreEvent>): void {
    const controller = new AbortController();
    const done = work(controller.signal)
      .then(this.#send)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) this.#send({ type: "failed", id, ...failure(error) });
      })
      .finally(() => this.#jobs.delete(id));
    this.#jobs.set(id, { controller, done });
  }

  /** Resolves once nothing of the job runs any more. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    job?.controller.abort();
    await job?.done;
  }
}

function failure(error: unknown): Pick<RouterError, "code" | "message"> {
  if (error instanceof RouterError) return { code: error.code, message: error.message };
  const words = error instanceof Error ? error.message : String(error);
  return { code: "storage_failed", message: `The model store failed: ${words}` };
}

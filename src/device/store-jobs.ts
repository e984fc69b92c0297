import type { ModelStoreEvent } from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import { SilenceWatch } from "./silence-watch.ts";

/** Told while files are made available; neither `loadedBytes` nor `totalBytes` ever falls. */
export type StoreProgress = Extract<ModelStoreEvent, { type: "progress" }>;

/** The last event of a job that ended well. */
export type JobEnd = Exclude<ModelStoreEvent, { type: "progress" } | { type: "failed" }>;

interface Job {
  readonly watch: SilenceWatch;
  readonly onProgress: (progress: StoreProgress) => void;
  readonly resolve: (end: JobEnd) => void;
  readonly reject: (reason: Error) => void;
}

/** What the page waits for from the model store's worker, by id. `onSilence` is called when one is not heard of in time. */
export class StoreJobs {
  readonly #silenceMs: number;
  readonly #onSilence: () => void;
  readonly #jobs = new Map<string, Job>();

  constructor(silenceMs: number, onSilence: () => void) {
    this.#silenceMs = silenceMs;
    this.#onSilence = onSilence;
  }

  /** Resolves to the job's last event, or rejects with the store's code or the reason it was ended with. */
  wait(id: string, onProgress: (progress: StoreProgress) => void): Promise<JobEnd> {
    return new Promise((resolve, reject) => {
      const watch = new SilenceWatch(this.#silenceMs, this.#onSilence);
      this.#jobs.set(id, { watch, onProgress, resolve, reject });
    });
  }

  /** Passes an event on to the job that it concerns; one that nobody waits for any more is dropped. */
  receive(event: ModelStoreEvent): void {
    const job = this.#jobs.get(event.id);
    job?.watch.heard();
    switch (event.type) {
      case "progress":
        return job?.onProgress(event);
      case "files-planned":
      case "files-ready":
      case "file-kept":
        return this.#settle(event.id)?.resolve(event);
      case "failed":
        return this.end(event.id, new RouterError(event.code, event.message));
    }
  }

  end(id: string, reason: Error): void {
    this.#settle(id)?.reject(reason);
  }

  endAll(reason: Error): void {
    for (const id of [...this.#jobs.keys()]) this.end(id, reason);
  }

  #settle(id: string): Job | undefined {
    const job = this.#jobs.get(id);
    job?.watch.end();
    this.#jobs.delete(id);
    return job;
  }
}

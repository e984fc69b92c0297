import { untilAborted } from "./until.ts";

interface Shared<Progress> {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
}

/** Work that runs once for all who want it at the same time, each with its own signal and its own news of it. */
export class SharedWork<Progress> {
  readonly #running = new Map<string, Shared<Progress>>();

  /**
   * Joins the work of this name, or begins it. An abort frees its caller at once; the work is aborted when the last caller
   * has left, and who comes after that waits until it has let go.
   */
  async join(
    name: string,
    work: (tell: (progress: Progress) => void, signal: AbortSignal) => Promise<void>,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    await this.#untilLetGo(name, signal);
    signal.throwIfAborted();
    const shared = this.#running.get(name) ?? this.#begin(name, work);
    // Two callers may hand in the same function.
    const listener = (progress: Progress) => onProgress(progress);
    shared.listeners.add(listener);
    try {
      await untilAborted(shared.done, signal);
    } finally {
      shared.listeners.delete(listener);
      if (shared.listeners.size === 0) shared.controller.abort(signal.reason);
    }
  }

  isRunning(name: string): boolean {
    return this.#running.has(name);
  }

  /** Aborts the work of this name for all who wait for it, and resolves once it has let go. */
  async end(name: string, reason: Error): Promise<void> {
    const shared = this.#running.get(name);
    shared?.controller.abort(reason);
    await shared?.done.catch(() => {});
  }

  async #untilLetGo(name: string, signal: AbortSignal): Promise<void> {
    for (let shared = this.#running.get(name); shared?.controller.signal.aborted;) {
      await untilAborted(
        shared.done.catch(() => {}),
        signal,
      );
      shared = this.#running.get(name);
    }
  }

  #begin(
    name: string,
    work: (tell: (progress: Progress) => void, signal: AbortSignal) => Promise<void>,
  ): Shared<Progress> {
    const controller = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const tell = (progress: Progress) => {
      for (const listener of listeners) listener(progress);
    };
    const done = work(tell, controller.signal).finally(() => this.#running.delete(name));
    // Each caller hears of a failure; one that has left must not leave it unhandled.
    done.catch(() => {});
    const shared = { done, controller, listeners };
    this.#running.set(name, shared);
    return shared;
  }
}

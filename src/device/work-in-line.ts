import { untilAborted } from "./until.ts";

/** Work of one name runs one after the other, in the order of asking. */
export class WorkInLine {
  readonly #last = new Map<string, Promise<unknown>>();

  /** An abort frees its caller at once; work that has begun is awaited by the next one until it has let go. */
  async run<Result>(
    name: string,
    work: () => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted();
    const turn = this.settled(name).then(() => {
      signal.throwIfAborted();
      return work();
    });
    const last = turn
      .catch(() => {})
      .finally(() => {
        if (this.#last.get(name) === last) this.#last.delete(name);
      });
    this.#last.set(name, last);
    return untilAborted(turn, signal);
  }

  /** Resolves once all work of this name that was asked for has let go; never rejects. */
  async settled(name: string): Promise<void> {
    await this.#last.get(name);
  }
}

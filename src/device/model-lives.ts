/** Ends what is done with one model when that model is taken away. */
export class ModelLives {
  readonly #lives = new Map<string, AbortController>();

  /** The signal joined with the model's life. Throws where either has ended. */
  joined(model: string, signal: AbortSignal): AbortSignal {
    const ends = AbortSignal.any([signal, this.#lifeOf(model).signal]);
    ends.throwIfAborted();
    return ends;
  }

  /** Ends all that is done with the model, for this reason; what comes until `work` is done fails with it too. */
  async endFor(model: string, reason: Error, work: () => Promise<void>): Promise<void> {
    const life = this.#lifeOf(model);
    life.abort(reason);
    try {
      await work();
    } finally {
      if (this.#lives.get(model) === life) this.#lives.delete(model);
    }
  }

  #lifeOf(model: string): AbortController {
    const life = this.#lives.get(model) ?? new AbortController();
    this.#lives.set(model, life);
    return life;
  }
}

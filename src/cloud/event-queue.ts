/** Events that arrive whenever they do, read in order by one loop. A failure ends the loop once what came before is read. */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #events: Event[] = [];
  #failure: { readonly reason: unknown } | null = null;
  #wake: () => void = () => undefined;

  push(event: Event): void {
    this.#events.push(event);
    this.#wake();
  }

  /** Ends the loop with `reason`; the first failure stands. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wake();
  }

  /** The promise's value, or this queue's failure if that comes first: a dead worker never answers a call. */
  async orFailure<Value>(promise: Promise<Value>): Promise<Value> {
    const failed = new Promise<never>((_, reject) => {
      const before = this.#wake;
      this.#wake = () => {
        before();
        if (this.#failure !== null) reject(this.#failure.reason);
      };
      if (this.#failure !== null) reject(this.#failure.reason);
    });
    return await Promise.race([promise, failed]);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) {
        yield event;
      } else if (this.#failure === null) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else {
        throw this.#failure.reason;
      }
    }
  }
}

/** Passes values from callbacks to one reader, in order. */
export class EventStream<Value> implements AsyncIterable<Value> {
  readonly #values: Value[] = [];
  #end: { readonly error?: unknown } | null = null;
  #wake: () => void = () => {};

  push(value: Value): void {
    if (this.#end) return;
    this.#values.push(value);
    this.#wake();
  }

  /** Ends the stream after what was pushed. The first end counts. */
  end(): void {
    this.#end ??= {};
    this.#wake();
  }

  /** Fails the stream at once: what was not read yet is dropped. The first end counts. */
  fail(error: unknown): void {
    if (this.#end) return;
    this.#values.length = 0;
    this.#end = { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value, void, undefined> {
    for (;;) {
      for (let value = this.#values.shift(); value !== undefined; value = this.#values.shift()) {
        yield value;
      }
      if (this.#end) {
        if ("error" in this.#end) throw this.#end.error;
        return;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

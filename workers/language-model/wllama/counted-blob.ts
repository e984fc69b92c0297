/** A blob that reports each slice that is taken from it: how the engine's progress through a file is seen. */
export class CountedBlob extends Blob {
  readonly #onRead: (bytes: number) => void;

  constructor(inner: Blob, onRead: (bytes: number) => void) {
    super([inner]);
    this.#onRead = onRead;
  }

  override slice(start?: number, end?: number, contentType?: string): Blob {
    const part = super.slice(start, end, contentType);
    this.#onRead(part.size);
    return part;
  }
}

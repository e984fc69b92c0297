/** Calls `onSilence` once nothing was heard for `silenceMs`. */
export class SilenceWatch {
  readonly #silenceMs: number;
  readonly #onSilence: () => void;
  #timer: ReturnType<typeof setTimeout>;

  constructor(silenceMs: number, onSilence: () => void) {
    this.#silenceMs = silenceMs;
    this.#onSilence = onSilence;
    this.#timer = setTimeout(onSilence, silenceMs);
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onSilence, this.#silenceMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

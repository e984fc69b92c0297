import type { StoreProgress } from "./store-jobs.ts";

/** Measures what comes over the network, between the first and the last news of it. */
export class DownloadMeter {
  readonly #elapsed: () => number;
  #first: { readonly bytes: number; readonly at: number } | null = null;
  #last = { bytes: 0, at: 0 };

  /** `elapsed`: milliseconds on a clock that never goes back. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  get bytes(): number {
    return this.#last.bytes - (this.#first?.bytes ?? 0);
  }

  get ms(): number {
    return this.#last.at - (this.#first?.at ?? 0);
  }

  note({ stage, loadedBytes }: StoreProgress): void {
    if (stage !== "downloading") return;
    this.#last = { bytes: loadedBytes, at: this.#elapsed() };
    this.#first ??= this.#last;
  }
}

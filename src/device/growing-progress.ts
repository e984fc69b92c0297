import type { LoadProgress } from "../routing/ports.ts";
import type { StoreProgress } from "./store-jobs.ts";

/** One figure that only grows, out of everything that happens between asking for a model and having it. */
export class GrowingProgress {
  readonly #model: string;
  readonly #tell: (progress: LoadProgress) => void;
  #loadedBytes = 0;
  #totalBytes: number;

  /** `totalBytes`: as far as it is known before the first byte. */
  constructor(model: string, totalBytes: number, tell: (progress: LoadProgress) => void) {
    this.#model = model;
    this.#totalBytes = totalBytes;
    this.#tell = tell;
  }

  /** The store is on its way; it may have to go over the same bytes again. */
  readonly opening = ({ stage, loadedBytes, totalBytes }: StoreProgress): void => {
    this.#say(stage, loadedBytes, totalBytes);
  };

  /** The engine has the files. */
  readonly starting = (): void => this.#say("starting", this.#totalBytes, this.#totalBytes);

  /** The browser downloads its own model, and tells shares of it. */
  readonly fetching = (loaded: number, total: number): void =>
    this.#say("downloading", loaded, total);

  readonly ready = (): void => this.#say("ready", this.#totalBytes, this.#totalBytes);

  #say(stage: LoadProgress["stage"], loadedBytes: number, totalBytes: number): void {
    this.#totalBytes = Math.max(this.#totalBytes, totalBytes);
    this.#loadedBytes = Math.max(this.#loadedBytes, loadedBytes);
    this.#tell({
      model: this.#model,
      stage,
      loadedBytes: this.#loadedBytes,
      totalBytes: this.#totalBytes,
    });
  }
}

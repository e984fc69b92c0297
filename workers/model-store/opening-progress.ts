type Stage = "downloading" | "verifying";

/** Tells how far an opening is; both figures only grow. */
export type TellProgress = (stage: Stage, loadedBytes: number, totalBytes: number) => void;

/** Bytes between two progress events. */
const STEP_BYTES = 1 << 20;

/**
 * Sums the progress of several files into one figure that never falls, told in steps, against one total. The total is
 * fixed as soon as every length is known; one that is learned later adds to it, and one that nobody tells counts for
 * as much as has come.
 */
export class OpeningProgress {
  readonly #lengths: (number | null)[];
  readonly #tell: TellProgress;
  #current = 0;
  #finishedBytes = 0;
  #toldBytes = 0;
  #toldTotal = 0;
  #stage: Stage = "verifying";

  /** Lengths of the files in turn, in bytes, null where they are not known yet. */
  constructor(lengths: readonly (number | null)[], tell: TellProgress) {
    this.#lengths = [...lengths];
    this.#tell = tell;
  }

  /** The length of the file at hand, told by its source. */
  readonly learn = (bytes: number): void => {
    this.#lengths[this.#current] = bytes;
  };

  /** So many bytes of the file at hand are there and hashed. */
  readonly report = (stage: Stage, checkedBytes: number): void => {
    const loadedBytes = Math.max(this.#toldBytes, this.#finishedBytes + checkedBytes);
    const isNews = stage !== this.#stage || loadedBytes - this.#toldBytes >= STEP_BYTES;
    this.#stage = stage;
    if (!isNews) return;
    this.#toldBytes = loadedBytes;
    this.repeat();
  };

  /** A sign of life: the same again. */
  readonly repeat = (): void => {
    const known = this.#lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0);
    this.#toldTotal = Math.max(this.#toldTotal, known, this.#toldBytes);
    this.#tell(this.#stage, this.#toldBytes, this.#toldTotal);
  };

  /** The file at hand is there, and the next one begins. */
  finish(bytes: number): void {
    this.learn(bytes);
    this.#current++;
    this.#finishedBytes += bytes;
    this.#toldBytes = Math.max(this.#toldBytes, this.#finishedBytes);
    this.repeat();
  }
}

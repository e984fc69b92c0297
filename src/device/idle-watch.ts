/** Calls `work` once after a time, unless the returned function is called before. */
export type StartTimer = (work: () => void, ms: number) => () => void;

/** Notices when nothing has been done for a while. A hidden page counts like any other: it may be asked at any moment. */
export class IdleWatch {
  readonly #idleMs: number;
  readonly #startTimer: StartTimer;
  readonly #onIdle: () => void;
  #active = 0;
  #cancel: () => void = () => {};

  constructor(idleMs: number, startTimer: StartTimer, onIdle: () => void) {
    this.#idleMs = idleMs;
    this.#startTimer = startTimer;
    this.#onIdle = onIdle;
  }

  /** Something begins; the returned function says that it has ended, and counts once. */
  begin(): () => void {
    this.#cancel();
    this.#active++;
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      this.#active--;
      if (this.#active === 0) this.#cancel = this.#startTimer(this.#onIdle, this.#idleMs);
    };
  }

  dispose(): void {
    this.#cancel();
    // What ends later starts no timer.
    this.#active = Number.POSITIVE_INFINITY;
  }
}

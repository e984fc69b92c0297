/** The part of `navigator.locks` that is used. */
export type TabLocks = Pick<LockManager, "request">;

export interface TabLeadershipOptions {
  readonly locks: TabLocks;
  /** Name of the lock: one for all tabs that share their models. */
  readonly name: string;
  onGained(): void;
  /** Another tab took the lock, since this one had not answered. */
  onLost(): void;
}

/** At most one tab leads: the one that holds the lock. The browser passes it on when that tab closes or crashes. */
export class TabLeadership {
  readonly #options: TabLeadershipOptions;
  #queued: AbortController | null = null;
  /** False once the lock was given back: a grant that was on its way by then is let go at once. */
  #isWanted = false;
  #letGo: (() => void) | null = null;

  constructor(options: TabLeadershipOptions) {
    this.#options = options;
  }

  get isLeading(): boolean {
    return this.#letGo !== null;
  }

  /** Waits for the lock in line with the other tabs. */
  compete(): void {
    this.#isWanted = true;
    if (this.#queued !== null || this.isLeading) return;
    this.#queued = new AbortController();
    this.#ask({ signal: this.#queued.signal });
  }

  /** Takes the lock from a leader that does not answer. */
  seize(): void {
    if (this.isLeading) return;
    this.#isWanted = true;
    this.#leaveQueue();
    this.#ask({ steal: true });
  }

  /** Gives the lock back, or the place in the line. Nothing is told. */
  release(): void {
    this.#isWanted = false;
    this.#leaveQueue();
    this.#letGo?.();
    this.#letGo = null;
  }

  #leaveQueue(): void {
    this.#queued?.abort();
    this.#queued = null;
  }

  #ask(how: LockOptions): void {
    const { locks, name } = this.#options;
    // Rejects where the place in the line was left, and where the lock was taken away.
    locks.request(name, how, () => this.#hold()).catch(() => this.#noteLoss());
  }

  #hold(): Promise<void> {
    this.#queued = null;
    if (!this.#isWanted) return Promise.resolve();
    const held = new Promise<void>((resolve) => (this.#letGo = resolve));
    this.#options.onGained();
    return held;
  }

  #noteLoss(): void {
    if (!this.isLeading) return;
    this.#letGo = null;
    this.#options.onLost();
    this.compete();
  }
}

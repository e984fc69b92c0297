import { RouterError } from "../router-error.ts";
import type { Priority } from "../routing/ports.ts";

/** A place in the queue. */
export interface QueueTicket {
  readonly priority: Priority;
  /** Resolves when it is this request's turn. */
  readonly turn: Promise<void>;
  /** Gives the place, or the turn, to the next. Can be called more than once. */
  leave(): void;
}

/** How many may wait, besides the one that runs. */
export interface QueueLimits {
  readonly person: number;
  readonly background: number;
}

export interface QueueEntry {
  readonly priority: Priority;
  /** Milliseconds that this request is expected to take once it runs. */
  readonly expectedMs: number;
  /** Goes before what waits with the same priority: for work that was interrupted. */
  readonly isResuming?: boolean;
  /** A person has come while this background work holds the turn: it should leave and come back. */
  readonly onPreempt?: () => void;
}

interface Place extends QueueEntry {
  readonly begin: () => void;
}

/**
 * Who may use the device's model, one at a time: persons before background work, first come first served
 * within each. No clock: expected times are handed in.
 */
export class DeviceQueue {
  readonly #limits: QueueLimits;
  readonly #places: Record<Priority, Place[]> = { person: [], background: [] };
  #running: Place | null = null;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Fails with `queue_full` where too many of this priority wait already. */
  enter(entry: QueueEntry): QueueTicket {
    const waiting = this.#places[entry.priority];
    if (this.#running && waiting.length >= this.#limits[entry.priority] && !entry.isResuming) {
      throw new RouterError("queue_full", "Too many requests wait for the device's model.");
    }
    let begin = () => {};
    const turn = new Promise<void>((resolve) => (begin = resolve));
    const place: Place = { ...entry, begin };
    if (entry.isResuming) waiting.unshift(place);
    else waiting.push(place);
    this.#next();
    if (entry.priority === "person" && this.#running?.priority === "background") {
      this.#running.onPreempt?.();
    }
    return { priority: entry.priority, turn, leave: () => this.#leave(place) };
  }

  /** Milliseconds until a new request of a person would run. `runningMs`: how long the one that runs has run. */
  expectedWaitMs(runningMs: number): number {
    const ahead = this.#places.person.reduce((sum, place) => sum + place.expectedMs, 0);
    const running = this.#running;
    // Background work yields within a token.
    if (running?.priority !== "person") return ahead;
    return ahead + Math.max(0, running.expectedMs - runningMs);
  }

  #leave(place: Place): void {
    const waiting = this.#places[place.priority];
    const index = waiting.indexOf(place);
    if (index >= 0) waiting.splice(index, 1);
    if (this.#running !== place) return;
    this.#running = null;
    this.#next();
  }

  #next(): void {
    if (this.#running) return;
    this.#running = this.#places.person.shift() ?? this.#places.background.shift() ?? null;
    this.#running?.begin();
  }
}

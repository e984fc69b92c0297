import { RouterError } from "../router-error.ts";
import type { Priority } from "../routing/ports.ts";
import { QueueLanes } from "./queue-lanes.ts";

/** A place in the queue. */
export interface QueueTicket {
  readonly priority: Priority;
  /** Resolves when it is this request's turn. */
  readonly turn: Promise<void>;
  /** Gives the place, or the turn, to the next. Can be called more than once. */
  leave(): void;
}

/** How many of one owner may wait with each priority, besides the one that runs. */
export type QueueLimits = Readonly<Record<Priority, number>>;

export interface QueueEntry {
  readonly priority: Priority;
  /** Milliseconds that this request is expected to take once it runs, loading apart. */
  readonly expectedMs: number;
  /** Whose it is, as a tab; "" unless set. Owners of one priority take turns. */
  readonly owner?: string;
  /** The model it needs loaded. */
  readonly model?: string;
  /** Goes before what waits with the same priority: for work that was interrupted. */
  readonly isResuming?: boolean;
  /** Someone who goes before has come while this background work holds the turn: it should leave and come back. */
  readonly onPreempt?: () => void;
}

/** Who would wait, and what the queue cannot know of the moment. */
export interface Newcomer {
  readonly priority: Priority;
  readonly owner: string;
  /** The model it needs; "" where it does not matter. */
  readonly model: string;
  /** Milliseconds that the request which runs still needs. */
  readonly runningMs: number;
  readonly loadedModel: string | null;
  /** Milliseconds that loading this model in place of another takes. */
  loadMsOf(model: string): number;
}

interface Place extends QueueEntry {
  readonly owner: string;
  readonly begin: () => void;
}

/** From the first to the last. */
const PRIORITIES: readonly Priority[] = ["person", "page", "background"];

/**
 * Who may use the device's model, one at a time: persons, then the page's own work, then background work; within each the
 * owners take turns, and each owner's requests come in their order. No clock: expected times are handed in.
 */
export class DeviceQueue {
  readonly #limits: QueueLimits;
  readonly #lanes: Readonly<Record<Priority, QueueLanes<Place>>> = {
    person: new QueueLanes(),
    page: new QueueLanes(),
    background: new QueueLanes(),
  };
  #running: Place | null = null;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Fails with `queue_full` where too many of this owner wait with this priority already. */
  enter(entry: QueueEntry): QueueTicket {
    const { priority, owner = "", isResuming = false } = entry;
    const lanes = this.#lanes[priority];
    const isFull = lanes.countOf(owner) >= this.#limits[priority];
    if (this.#running && isFull && !isResuming) {
      throw new RouterError("queue_full", "Too many requests wait for the device's model.");
    }
    let begin = () => {};
    const turn = new Promise<void>((resolve) => (begin = resolve));
    const place: Place = { ...entry, owner, begin };
    if (isResuming) lanes.addFirst(place);
    else lanes.add(place);
    this.#next();
    if (this.#yieldsTo(priority)) this.#running?.onPreempt?.();
    return { priority, turn, leave: () => this.#leave(place) };
  }

  /** Milliseconds until a newcomer would run, loading of its own model apart unless it is loaded now and will not be then. */
  expectedWaitMs(newcomer: Newcomer): number {
    const { priority, model, loadedModel, runningMs, loadMsOf } = newcomer;
    // Background work yields within a token.
    const running = this.#yieldsTo(priority) ? null : this.#running;
    let loaded = running?.model ?? loadedModel;
    const swapMs = (needed = loaded): number => {
      const ms = needed === null || needed === loaded ? 0 : loadMsOf(needed);
      loaded = needed;
      return ms;
    };
    let waitMs = running === null ? 0 : runningMs;
    for (const place of this.#aheadOf(newcomer)) waitMs += swapMs(place.model) + place.expectedMs;
    return model === loadedModel ? waitMs + swapMs(model) : waitMs;
  }

  #aheadOf({ priority, owner }: Newcomer): readonly Place[] {
    const before = PRIORITIES.slice(0, PRIORITIES.indexOf(priority));
    const first = before.flatMap((each) => this.#lanes[each].all());
    return [...first, ...this.#lanes[priority].aheadOf(owner)];
  }

  #yieldsTo(priority: Priority): boolean {
    return this.#running?.priority === "background" && priority !== "background";
  }

  #leave(place: Place): void {
    this.#lanes[place.priority].remove(place);
    if (this.#running !== place) return;
    this.#running = null;
    this.#next();
  }

  #next(): void {
    if (this.#running) return;
    for (const priority of PRIORITIES) this.#running ??= this.#lanes[priority].take();
    this.#running?.begin();
  }
}

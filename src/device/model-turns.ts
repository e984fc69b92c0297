import type { Priority } from "../routing/ports.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import { RouterError } from "../router-error.ts";
import { DeviceQueue, type QueueTicket } from "./device-queue.ts";
import type { DeviceRun, TurnResult } from "./device-run.ts";
import type { GrowingProgress } from "./growing-progress.ts";
import type { IdleWatch } from "./idle-watch.ts";
import { mendedTurn, type MendedTurnParts } from "./mended-turn.ts";
import type { ModelPaces } from "./model-paces.ts";
import { untilAborted } from "./until.ts";

export interface ModelTurnsOptions extends MendedTurnParts {
  readonly paces: ModelPaces;
  readonly idle: IdleWatch;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

/** A run and who waits for it. */
export interface TurnJob {
  readonly entry: CatalogueEntry;
  readonly run: DeviceRun;
  /** Of the load, where the model is not loaded. */
  readonly progress: GrowingProgress;
  readonly owner: string;
  readonly priority: Priority;
}

const QUEUE_LIMITS = { person: 8, page: 4, background: 4 };

/** Lets one after the other use the one model that is loaded, loads what the next one needs, and mends what breaks. */
export class ModelTurns {
  readonly #options: ModelTurnsOptions;
  readonly #queue = new DeviceQueue(QUEUE_LIMITS);
  /** Aborted when what runs is ended on purpose: that is no fault to recover from. */
  #era = new AbortController();
  #running = { model: "", startedAt: 0, expectedMs: 0 };

  constructor(options: ModelTurnsOptions) {
    this.#options = options;
  }

  /** Takes a place for a run. Fails with `queue_full`. */
  enter(job: TurnJob, isResuming = false): QueueTicket {
    const { entry, run, owner, priority } = job;
    return this.#queue.enter({
      priority,
      owner,
      model: entry.card.id,
      expectedMs: this.#options.paces.expectedMs(entry, run.request),
      isResuming,
      onPreempt: () => run.interrupt(),
    });
  }

  /** Takes turns until the answer is whole or the caller has left. Fails with the engine's or the store's code. */
  async answer(job: TurnJob, first: QueueTicket, left: AbortSignal): Promise<void> {
    const { entry, run } = job;
    const { paces, idle } = this.#options;
    const hasEnded = idle.begin();
    let ticket = first;
    try {
      for (;;) {
        await untilAborted(ticket.turn, left);
        const result = await this.#answerInTurn(job, left);
        paces.add(entry, run.request, result.measured);
        if (result.isWhole || left.aborted) return;
        const next = this.enter(job, true);
        ticket.leave();
        ticket = next;
      }
    } finally {
      ticket.leave();
      hasEnded();
    }
  }

  /** Loads a model when its turn comes. Fails with `queue_full`, and with the engine's or the store's code. */
  async load(entry: CatalogueEntry, progress: GrowingProgress, left: AbortSignal): Promise<void> {
    const model = entry.card.id;
    if (this.#options.loader.isLoaded(model)) return;
    await this.#whenFree({ priority: "person", model }, left, async () => {
      this.#begin(entry, 0);
      const turn = { entry, progress, canGoOn: () => true, work: async () => {} };
      await mendedTurn(turn, this.#options, this.#lifeOf(left));
    });
  }

  /** Gives a model's memory back as soon as nobody uses it. */
  async release(model: string, left: AbortSignal): Promise<void> {
    const { slots } = this.#options;
    await this.#whenFree({ priority: "page", model }, left, async () => {
      if (slots.loadedModel === model) slots.endAll("worker_died");
    });
  }

  /** Gives all memory back; what runs or loads fails with `worker_died`. What waits loads its model again. */
  unload(): void {
    this.#era.abort(new RouterError("worker_died", "The model was unloaded."));
    this.#era = new AbortController();
    this.#options.slots.endAll("worker_died");
  }

  /** As `unload`, where this model is loaded or on its way there. */
  unloadOnly(model: string): void {
    const { loadedModel } = this.#options.slots;
    if ((loadedModel ?? this.#running.model) === model) this.unload();
  }

  /** Milliseconds until a new request of a person would run. */
  expectedWaitMs(model: string): number {
    const { slots, loader, elapsed } = this.#options;
    const { startedAt, expectedMs } = this.#running;
    return this.#queue.expectedWaitMs({
      priority: "person",
      owner: "",
      model,
      runningMs: Math.max(0, expectedMs - (elapsed() - startedAt)),
      loadedModel: slots.loadedModel,
      loadMsOf: (each) => loader.expectedMs(each),
    });
  }

  async #answerInTurn({ entry, run, progress }: TurnJob, left: AbortSignal): Promise<TurnResult> {
    const { paces } = this.#options;
    this.#begin(entry, paces.expectedMs(entry, run.request));
    const turn = {
      entry,
      progress,
      canGoOn: () => run.canTakeAnotherTurn,
      async work() {
        left.throwIfAborted();
        return run.go(left);
      },
    };
    return mendedTurn(turn, this.#options, this.#lifeOf(left));
  }

  #begin({ card }: CatalogueEntry, expectedMs: number): void {
    const { loader, elapsed } = this.#options;
    const loadMs = loader.isLoaded(card.id) ? 0 : loader.expectedMs(card.id);
    this.#running = { model: card.id, startedAt: elapsed(), expectedMs: expectedMs + loadMs };
  }

  /** An end on purpose ends the turn: that is no fault to mend. */
  #lifeOf(left: AbortSignal): AbortSignal {
    return AbortSignal.any([left, this.#era.signal]);
  }

  async #whenFree(
    { priority, model }: { readonly priority: Priority; readonly model: string },
    left: AbortSignal,
    work: () => Promise<void>,
  ): Promise<void> {
    const hasEnded = this.#options.idle.begin();
    const ticket = this.#queue.enter({ priority, model, expectedMs: 0 });
    try {
      await untilAborted(ticket.turn, left);
      await work();
    } finally {
      ticket.leave();
      hasEnded();
    }
  }
}

import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError } from "../router-error.ts";
import type { LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceNotice } from "../terms/device-notice.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import type { DeviceModelState } from "../terms/situation.ts";
import { BROWSER_MODEL_ID } from "./device-cards.ts";
import { LeaderGone } from "./follower-side.ts";
import type { LocalModels } from "./local-models.ts";
import { TabGroup, type TabGroupOptions } from "./tab-group.ts";

type OnProgress = (progress: LoadProgress) => void;

/**
 * The models of one tab among several: one tab leads and holds the loaded model, the others ask it. Files are every
 * tab's own business, since the store is shared; so is the browser's own model, which no tab holds and which a person allows
 * and starts in one. A request that has shown nothing outlives its leader.
 */
export class SharedModels implements LocalModels {
  readonly #models: LocalModels;
  readonly #group: TabGroup;
  readonly #listeners = new Set<(notice: DeviceNotice) => void>();

  constructor(models: LocalModels, options: Omit<TabGroupOptions, "models" | "onTakeOver">) {
    this.#models = models;
    const onTakeOver = () => {
      const model = models.states().find(({ readiness }) => readiness === "ready")?.model ?? null;
      for (const listener of this.#listeners) listener({ kind: "took-over", model });
    };
    this.#group = new TabGroup({ ...options, models, onTakeOver });
    // What happens by itself changes how the models stand: an idle one is unloaded, a broken one given up.
    models.onNotice(() => this.#group.announce());
  }

  /** Aborted when this is disposed. */
  get ended(): AbortSignal {
    return this.#group.ended;
  }

  states(): readonly DeviceModelState[] {
    const own = this.#models.states();
    const leading = this.#group.leaderStates();
    if (leading === null) return own;
    return own.map((state) => (isEveryTabs(state.model) ? state : asLed(state, leading)));
  }

  load(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    if (isEveryTabs(model)) return this.#models.load(model, onProgress, signal);
    return this.#withLeader(
      () => this.#models.load(model, onProgress, signal),
      (follower) => follower.load(model, onProgress, signal),
      signal,
    );
  }

  async *generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    if (isEveryTabs(model)) {
      yield* this.#models.generate(model, request, priority, signal);
      return;
    }
    for (let hasShown = false; ;) {
      await this.#group.known(signal);
      const isOwn = this.#group.isLeading;
      const source = isOwn ? this.#models : this.#group.follower;
      this.#group.announce();
      try {
        for await (const event of source.generate(model, request, priority, signal)) {
          hasShown = true;
          yield event;
        }
        return;
      } catch (error) {
        if (signal.aborted || !this.#hasMoved(error, isOwn)) throw error;
        if (hasShown) throw new RouterError("worker_died", "The tab that held the model is gone.");
      } finally {
        this.#group.announce();
      }
    }
  }

  generateFor(
    owner: string,
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncIterable<AnswerEvent> {
    return this.#models.generateFor(owner, model, request, priority, signal);
  }

  unload(): Promise<void> {
    const never = new AbortController().signal;
    return this.#withLeader(
      () => this.#models.unload(),
      async (follower) => {
        await this.#models.unload();
        await follower.unload(never);
      },
      never,
    );
  }

  look = () => this.#models.look();
  report = () => this.#models.report();
  cards = () => this.#models.cards();

  async offers() {
    const offers = await this.#models.offers();
    const ready = this.states().filter(({ readiness }) => readiness === "ready");
    return offers.map((offer) => ({
      ...offer,
      isLoaded: ready.some(({ model }) => model === offer.id),
    }));
  }

  async download(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    await this.#models.download(model, onProgress, signal);
    this.#group.tellFilesChanged();
  }

  async update(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<boolean> {
    const wasThere = await this.#models.update(model, onProgress, signal);
    // Whoever holds the revision before gives it back: its files are gone.
    if (wasThere && this.#isLoaded(model)) await this.unload();
    this.#group.tellFilesChanged();
    return wasThere;
  }

  async remove(model: string): Promise<void> {
    if (this.#isLoaded(model)) await this.unload();
    await this.#models.remove(model);
    this.#group.tellFilesChanged();
  }

  add(entry: CatalogueEntry): void {
    this.#models.add(entry);
    this.#group.add(entry);
  }

  async addFile(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<string> {
    const id = await this.#models.addFile(file, onProgress, signal);
    this.#group.tellFilesChanged();
    return id;
  }

  allowBrowserModel = (isAllowed: boolean) => this.#models.allowBrowserModel(isAllowed);

  setMeasured(model: string, measured: MeasuredAbility): void {
    this.#models.setMeasured(model, measured);
    this.#group.tellFilesChanged();
  }

  onNotice(listener: (notice: DeviceNotice) => void): () => void {
    this.#listeners.add(listener);
    const end = this.#models.onNotice(listener);
    return () => {
      this.#listeners.delete(listener);
      end();
    };
  }

  /** The page sleeps in the browser's cache: another tab leads. */
  sleep(): void {
    this.#group.sleep();
  }

  wakeUp(): void {
    this.#group.wakeUp();
  }

  dispose(): void {
    this.#group.dispose();
    this.#models.dispose();
  }

  /** In this tab or in the one that leads. */
  #isLoaded(model: string): boolean {
    return this.states().some((each) => each.model === model && each.readiness === "ready");
  }

  /** Asks whoever leads, and the next one where that tab is gone before it was done. */
  async #withLeader(
    own: () => Promise<void>,
    other: (follower: TabGroup["follower"]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      await this.#group.known(signal);
      const isOwn = this.#group.isLeading;
      try {
        return await (isOwn ? own() : other(this.#group.follower));
      } catch (error) {
        if (signal.aborted || !this.#hasMoved(error, isOwn)) throw error;
      } finally {
        this.#group.announce();
      }
    }
  }

  /** True where a failure only says that another tab leads now. */
  #hasMoved(error: unknown, wasOwn: boolean): boolean {
    if (error instanceof LeaderGone) return true;
    return wasOwn && !this.#group.isLeading && !this.#group.isDisposed;
  }
}

function isEveryTabs(model: string): boolean {
  return model === BROWSER_MODEL_ID;
}

/** What the leader says of a model's memory and queue, over what this tab says of its files. */
function asLed(own: DeviceModelState, leading: readonly DeviceModelState[]): DeviceModelState {
  const led = leading.find(({ model }) => model === own.model);
  if (led === undefined || own.readiness === "unavailable") return own;
  const isReady = led.readiness === "ready";
  return {
    ...own,
    readiness: isReady ? "ready" : own.readiness === "ready" ? "loadable" : own.readiness,
    expectedLoadMs: isReady ? 0 : Math.max(own.expectedLoadMs, led.expectedLoadMs),
    expectedWaitMs: led.expectedWaitMs,
    ...(led.promptTokensPerSecond !== undefined && {
      promptTokensPerSecond: led.promptTokensPerSecond,
    }),
    ...(led.tokensPerSecond !== undefined && { tokensPerSecond: led.tokensPerSecond }),
  };
}

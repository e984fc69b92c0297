import { RouterError, type RouterErrorCode } from "../router-error.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { LocalModels } from "./local-models.ts";
import type { TabChannel } from "./tab-channel.ts";
import type { TabCall, TabReply, TabWish } from "./tab-messages.ts";

export interface ServedTabOptions {
  /** The tab that is served; the queue is fair between tabs. */
  readonly tab: string;
  readonly leader: string;
  readonly models: LocalModels;
  readonly channel: TabChannel<TabReply, TabCall>;
  /** A run began or ended, or a model was loaded. */
  onChange(): void;
}

/** The leader's side of one other tab: runs what it wishes with this tab's models. */
export class ServedTab {
  readonly #options: ServedTabOptions;
  readonly #running = new Map<string, AbortController>();
  /** Models of that tab's own whose id is another model's here, and why they were refused. */
  readonly #refused = new Map<string, unknown>();

  constructor(options: ServedTabOptions) {
    this.#options = options;
    options.channel.onMessage = (call) => this.#receive(call);
  }

  /** The tab is gone, or this one leads no more: its runs end, and nothing more is answered. */
  end(): void {
    this.#options.channel.onMessage = null;
    for (const controller of this.#running.values()) controller.abort();
    this.#options.channel.close();
  }

  #receive(call: TabCall): void {
    const { leader, channel } = this.#options;
    if (call.leader !== leader) return;
    switch (call.type) {
      case "ping":
        return channel.post({ type: "pong" });
      case "add":
        return this.#add(call.entry);
      case "stop":
        return this.#running.get(call.id)?.abort();
      case "wish":
        void this.#run(call.id, call.wish);
    }
  }

  /** A model of the same id must not answer in its place: what is asked of it fails as adding it did. */
  #add(entry: CatalogueEntry): void {
    const { id } = entry.card;
    try {
      this.#options.models.add(entry);
      this.#refused.delete(id);
    } catch (error) {
      this.#refused.set(id, error);
    }
  }

  async #run(id: string, wish: TabWish): Promise<void> {
    const { onChange } = this.#options;
    const controller = new AbortController();
    this.#running.set(id, controller);
    onChange();
    try {
      await this.#grant(id, wish, controller.signal);
      this.#reply({ type: "done", id });
    } catch (error) {
      // Who stopped it has its answer already.
      if (!controller.signal.aborted) this.#reply({ type: "failed", id, ...failureOf(error) });
    } finally {
      this.#running.delete(id);
      onChange();
    }
  }

  async #grant(id: string, wish: TabWish, signal: AbortSignal): Promise<void> {
    const { models, tab } = this.#options;
    if ("model" in wish && this.#refused.has(wish.model)) throw this.#refused.get(wish.model);
    switch (wish.type) {
      case "load":
        return models.load(
          wish.model,
          (progress) => this.#reply({ type: "progress", id, progress }),
          signal,
        );
      case "unload":
        return models.unload();
      case "generate": {
        const { model, request, priority } = wish;
        const events = models.generateFor(tab, model, request, priority, signal);
        for await (const event of events) this.#reply({ type: "event", id, event });
      }
    }
  }

  #reply(reply: TabReply): void {
    if (this.#options.channel.onMessage !== null) this.#options.channel.post(reply);
  }
}

function failureOf(error: unknown): { code: RouterErrorCode; message: string } {
  if (error instanceof RouterError) return { code: error.code, message: error.message };
  const words = error instanceof Error ? error.message : String(error);
  return { code: "engine_failed", message: `The language model could not answer: ${words}` };
}

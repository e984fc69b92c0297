import { ServedTab } from "./leader-side.ts";
import type { LocalModels } from "./local-models.ts";
import type { OpenTabChannel } from "./tab-channel.ts";
import type { TabLocks } from "./tab-leadership.ts";
import type { TabCall, TabReply } from "./tab-messages.ts";

export interface ServedTabsOptions {
  readonly models: LocalModels;
  /** This tab, which leads. */
  readonly tab: string;
  readonly name: string;
  readonly locks: TabLocks;
  readonly openChannel: OpenTabChannel;
  /** Until this tab's router is disposed. */
  readonly life: AbortSignal;
  onChange(): void;
}

/** All tabs that this one works for while it leads. */
export class ServedTabs {
  readonly #options: ServedTabsOptions;
  readonly #tabs = new Map<string, ServedTab>();

  constructor(options: ServedTabsOptions) {
    this.#options = options;
  }

  names(): readonly string[] {
    return [...this.#tabs.keys()];
  }

  /** Listens to a tab until it is gone. */
  serve(tab: string): void {
    if (this.#tabs.has(tab)) return;
    const { name, openChannel, models, tab: leader, onChange } = this.#options;
    const channel = openChannel<TabReply, TabCall>(`${name}/${tab}`);
    const served = new ServedTab({ tab, leader, models, channel, onChange });
    this.#tabs.set(tab, served);
    this.#watch(tab, served);
  }

  /** Ends what runs for other tabs. */
  end(): void {
    for (const served of this.#tabs.values()) served.end();
    this.#tabs.clear();
  }

  /** A tab holds a lock of its own; that is granted to this one when the tab is gone, however it went. */
  #watch(tab: string, served: ServedTab): void {
    const { locks, name, life } = this.#options;
    const onGone = () => {
      if (this.#tabs.get(tab) !== served) return;
      served.end();
      this.#tabs.delete(tab);
    };
    locks.request(`${name}/${tab}`, { signal: life }, onGone).catch(() => {});
  }
}

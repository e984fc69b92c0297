import { RouterError } from "../router-error.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceModelState } from "../terms/situation.ts";
import { FollowerSide } from "./follower-side.ts";
import { ServedTabs } from "./served-tabs.ts";
import type { LocalModels } from "./local-models.ts";
import type { OpenTabChannel, TabChannel } from "./tab-channel.ts";
import { TabLeadership, type TabLocks } from "./tab-leadership.ts";
import { TAB_PROTOCOL, type TabCall, type TabNews, type TabReply } from "./tab-messages.ts";
import { untilAborted } from "./until.ts";

export interface TabGroupOptions {
  readonly models: LocalModels;
  /** Names this tab among the others. */
  readonly tab: string;
  /** One for all tabs that share their models. */
  readonly name: string;
  readonly locks: TabLocks;
  readonly openChannel: OpenTabChannel;
  /** 3 s unless set. */
  readonly pingMs?: number | undefined;
  /** A leader that says nothing for this long is replaced; 15 s unless set. */
  readonly silenceMs?: number | undefined;
  onTakeOver(): void;
}

/** An engine ends its step behind an abort: its queue is free a moment later. */
const SETTLED_MS = 1_500;

/** Which tab leads, and the ways between it and this one. */
export class TabGroup {
  readonly follower: FollowerSide;
  readonly #options: TabGroupOptions;
  readonly #news: TabChannel<TabNews, TabNews>;
  readonly #own: TabChannel<TabCall, TabReply>;
  readonly #leadership: TabLeadership;
  readonly #served: ServedTabs;
  readonly #added: CatalogueEntry[] = [];
  readonly #life = new AbortController();
  #leaderStates: readonly DeviceModelState[] | null = null;
  #wake: () => void = () => {};
  #change: Promise<void> = this.#nextChange();
  #patience: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TabGroupOptions) {
    const { locks, openChannel, pingMs = 3_000, silenceMs = 15_000, tab } = options;
    const name = `${options.name}/${TAB_PROTOCOL}`;
    this.#options = { ...options, name, silenceMs };
    this.#served = new ServedTabs({
      ...options,
      name,
      life: this.#life.signal,
      onChange: () => this.announce(),
    });
    this.#news = openChannel(name);
    this.#news.onMessage = (news) => this.#hear(news);
    this.#own = openChannel(`${name}/${tab}`);
    const onSilence = () => this.#leadership.seize();
    this.follower = new FollowerSide({ channel: this.#own, pingMs, silenceMs, onSilence });
    this.#leadership = new TabLeadership({
      locks,
      name,
      onGained: () => this.#lead(),
      onLost: () => this.#stepDown(),
    });
    this.#join();
  }

  get isLeading(): boolean {
    return this.#leadership.isLeading;
  }

  /** Aborted when this tab's router is disposed. */
  get ended(): AbortSignal {
    return this.#life.signal;
  }

  get isDisposed(): boolean {
    return this.ended.aborted;
  }

  /** Resolves once it is known which tab leads. */
  async known(signal: AbortSignal): Promise<void> {
    const ends = AbortSignal.any([signal, this.#life.signal]);
    ends.throwIfAborted();
    while (!this.isLeading && this.follower.leader === null) await untilAborted(this.#change, ends);
  }

  /** What the leader said last of its models; null where this tab leads, or none has spoken. */
  leaderStates(): readonly DeviceModelState[] | null {
    return this.isLeading ? null : this.#leaderStates;
  }

  /** The leader tells the others how its models stand: now, and once more when what has just ended has left the queue. */
  announce(): void {
    this.#tellStates();
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#tellStates(), SETTLED_MS);
  }

  tellFilesChanged(): void {
    if (!this.isDisposed) this.#news.post({ type: "files-changed" });
  }

  add(entry: CatalogueEntry): void {
    this.#added.push(entry);
    this.follower.add(entry);
  }

  /** Lets another tab lead, for as long as this page sleeps in the browser's cache. */
  sleep(): void {
    this.#leadership.release();
    this.#stepDown();
  }

  wakeUp(): void {
    if (!this.isDisposed) this.#leadership.compete();
  }

  dispose(): void {
    const reason = new RouterError("router_disposed", "This router is disposed.");
    this.#life.abort(reason);
    clearTimeout(this.#patience);
    clearTimeout(this.#again);
    this.follower.end(reason);
    this.#served.end();
    this.#leadership.release();
    this.#news.close();
    this.#own.close();
  }

  /** Holds this tab's own lock, by which a leader learns that the tab is gone; then asks who leads. */
  #join(): void {
    const { locks, name, tab } = this.#options;
    const held = new Promise<void>((resolve) => {
      this.#life.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    const hold = () => {
      // The lock may be granted after the end.
      if (!this.isDisposed) this.#leadership.compete();
      this.#seekLeader();
      return held;
    };
    locks.request(`${name}/${tab}`, hold).catch(() => {});
  }

  #tellStates(): void {
    if (!this.isLeading || this.isDisposed) return;
    const { tab: leader, models } = this.#options;
    const serves = this.#served.names();
    this.#news.post({ type: "leading", leader, serves, states: models.states() });
  }

  /** Asks for the leader, and takes its place where it is silent. */
  #seekLeader(): void {
    if (this.isDisposed) return;
    this.#news.post({ type: "leader-wanted", tab: this.#options.tab });
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (!this.isLeading && this.follower.leader === null) this.#leadership.seize();
    }, this.#options.silenceMs);
  }

  #hear(news: TabNews): void {
    switch (news.type) {
      case "leader-wanted":
        return this.#serve(news.tab);
      case "files-changed":
        return void this.#options.models.look().then(() => this.announce());
      case "leading":
        return this.#hearLeader(news);
    }
  }

  #hearLeader({ leader, serves, states }: Extract<TabNews, { type: "leading" }>): void {
    if (this.isLeading) return;
    this.#leaderStates = states;
    if (!serves.includes(this.#options.tab)) return this.#seekLeader();
    if (this.follower.leader === leader) return;
    clearTimeout(this.#patience);
    this.follower.follow(leader);
    for (const entry of this.#added) this.follower.add(entry);
    this.#tellChange();
  }

  #serve(tab: string): void {
    if (!this.isLeading) return;
    this.#served.serve(tab);
    this.announce();
  }

  #lead(): void {
    const isTakeOver = this.#leaderStates !== null;
    clearTimeout(this.#patience);
    this.#leaderStates = null;
    this.follower.follow(null);
    this.#tellChange();
    this.announce();
    if (isTakeOver) this.#options.onTakeOver();
  }

  #stepDown(): void {
    this.#served.end();
    void this.#options.models.unload().catch(() => {});
    this.#tellChange();
    this.#seekLeader();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #tellChange(): void {
    const wake = this.#wake;
    this.#change = this.#nextChange();
    wake();
  }
}

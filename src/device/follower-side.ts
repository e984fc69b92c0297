import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError } from "../router-error.ts";
import type { LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import { EventStream } from "./event-stream.ts";
import type { TabChannel } from "./tab-channel.ts";
import type { TabCall, TabReply, TabWish } from "./tab-messages.ts";

/** The leader is gone: what has shown nothing yet may be asked of the next one. */
export class LeaderGone extends Error {
  override readonly name = "LeaderGone";
}

export interface FollowerSideOptions {
  readonly channel: TabChannel<TabCall, TabReply>;
  /** Between two signs of life that are asked for while something is outstanding. */
  readonly pingMs: number;
  /** A leader that says nothing for this long while something is outstanding hangs. */
  readonly silenceMs: number;
  onSilence(): void;
}

interface Outstanding {
  onReply(reply: TabReply): void;
  resolve(): void;
  reject(reason: unknown): void;
}

/** What this tab asks of the one that leads. */
export class FollowerSide {
  readonly #options: FollowerSideOptions;
  readonly #outstanding = new Map<string, Outstanding>();
  #leader: string | null = null;
  #nextId = 1;
  #pings: ReturnType<typeof setInterval> | null = null;
  #silentPings = 0;

  constructor(options: FollowerSideOptions) {
    this.#options = options;
    options.channel.onMessage = (reply) => this.#receive(reply);
  }

  get leader(): string | null {
    return this.#leader;
  }

  /** From now on this tab leads; null: nobody does. What is outstanding fails with `LeaderGone`. */
  follow(leader: string | null): void {
    if (leader === this.#leader) return;
    this.#leader = leader;
    this.end(new LeaderGone());
  }

  /** Ends what is outstanding with this reason. */
  end(reason: Error): void {
    for (const id of [...this.#outstanding.keys()]) this.#settle(id)?.reject(reason);
  }

  load(
    model: string,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const onReply = (reply: TabReply) => {
      if (reply.type === "progress") onProgress(reply.progress);
    };
    return this.#ask({ type: "load", model }, onReply, signal);
  }

  unload(signal: AbortSignal): Promise<void> {
    return this.#ask({ type: "unload" }, () => {}, signal);
  }

  async *generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    const stream = new EventStream<AnswerEvent>();
    const left = new AbortController();
    const ends = AbortSignal.any([signal, left.signal]);
    const onReply = (reply: TabReply) => {
      if (reply.type === "event") stream.push(reply.event);
    };
    this.#ask({ type: "generate", model, request, priority }, onReply, ends).then(
      () => stream.end(),
      (error: unknown) => stream.fail(error),
    );
    try {
      yield* stream;
    } finally {
      left.abort();
    }
  }

  /** Makes a model of the caller's own known to the leader. */
  add(entry: CatalogueEntry): void {
    this.#post({ type: "add", entry });
  }

  async #ask(
    wish: TabWish,
    onReply: (reply: TabReply) => void,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const id = String(this.#nextId++);
    const onAbort = () => {
      this.#post({ type: "stop", id });
      this.#settle(id)?.reject(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        this.#outstanding.set(id, { onReply, resolve, reject });
        this.#post({ type: "wish", id, wish });
        this.#watch();
      });
    } finally {
      signal.removeEventListener("abort", onAbort);
      // A wish that cannot be posted has no answer to wait for.
      this.#settle(id);
    }
  }

  #post(call: WithoutLeader<TabCall>): void {
    if (this.#leader !== null) this.#options.channel.post({ ...call, leader: this.#leader });
  }

  #receive(reply: TabReply): void {
    this.#silentPings = 0;
    if (reply.type === "pong") return;
    switch (reply.type) {
      case "progress":
      case "event":
        return this.#outstanding.get(reply.id)?.onReply(reply);
      case "done":
        return this.#settle(reply.id)?.resolve();
      case "failed":
        return this.#settle(reply.id)?.reject(new RouterError(reply.code, reply.message));
    }
  }

  #settle(id: string): Outstanding | undefined {
    const found = this.#outstanding.get(id);
    this.#outstanding.delete(id);
    if (this.#outstanding.size === 0) this.#unwatch();
    return found;
  }

  /** Counts own pings and not time: a tab whose timers are slowed down must not take a slow clock for a dead leader. */
  #watch(): void {
    if (this.#pings !== null) return;
    const { pingMs, silenceMs, onSilence } = this.#options;
    this.#silentPings = 0;
    this.#pings = setInterval(() => {
      if (this.#silentPings * pingMs >= silenceMs) {
        this.#silentPings = 0;
        return onSilence();
      }
      this.#silentPings++;
      this.#post({ type: "ping" });
    }, pingMs);
  }

  #unwatch(): void {
    if (this.#pings !== null) clearInterval(this.#pings);
    this.#pings = null;
  }
}

type WithoutLeader<Call> = Call extends unknown ? Omit<Call, "leader"> : never;

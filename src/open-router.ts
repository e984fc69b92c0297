import type { Assembly } from "./assembly.ts";
import type { NearsideStage } from "./chat/chat-completion.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import { textsOf } from "./chat/message-text.ts";
import { frontierOf } from "./decision/frontier.ts";
import { emptyLedger } from "./privacy/consent-ledger.ts";
import { RouterError } from "./router-error.ts";
import { RequestCalls } from "./request-calls.ts";
import { policyOf, requestDefaults, type RequestDefaults } from "./router-settings.ts";
import type {
  CreateOptions,
  Explanation,
  Preview,
  Router,
  RouterOptions,
  RouterSettings,
  RouterStatus,
} from "./router.ts";
import { answerRequest } from "./routing/answer-request.ts";
import { chunksOf, completionOf } from "./routing/completion-chunks.ts";
import { askGuard, decidePath } from "./routing/decide-path.ts";
import { Explanations } from "./routing/explanations.ts";
import { frontierInputs, referenceFrontierInputs } from "./routing/frontier-inputs.ts";
import { openJournal } from "./routing/journal.ts";
import type { RequestCall, RoutingParts } from "./routing/request-call.ts";
import type { RoutedEvent } from "./routing/routed-event.ts";
import { startedStream } from "./routing/started-stream.ts";
import { whyNoPath } from "./routing/why-no-path.ts";
import type { Frontier } from "./terms/frontier.ts";

/** How many explanations are kept beside their records. */
const EXPLANATIONS = 200;

/** A router over these parts. `createRouter` hands in the browser's; tests hand in others. */
export function openRouter(assembly: Assembly, options: RouterOptions): Router {
  const router = new OpenRouter(assembly, options);
  return {
    // The overloads of `create` tell by `stream` which of the two it returns; one function cannot say so.
    chat: {
      completions: {
        create: router.create.bind(router) as Router["chat"]["completions"]["create"],
      },
    },
    preview: (request, more) => router.preview(request, more?.signal),
    frontier: (requests, more) => router.frontier(requests, more?.signal),
    explain: (id) => router.explain(id),
    embeddings: {
      create: (request, more) => assembly.createEmbeddings(request, router.withLife(more?.signal)),
    },
    models: assembly.modelsWith((signal) => router.withLife(signal)),
    records: (limit = 100) => assembly.parts.memory.records(limit),
    totals: () => assembly.parts.memory.totals(),
    status: () => router.status(),
    load: (more) => assembly.loadDevice(router.withLife(more?.signal)),
    configure: (settings) => router.configure(settings),
    erase: () => router.erase(),
    dispose: () => router.dispose(),
  };
}

class OpenRouter {
  readonly #assembly: Assembly;
  readonly #parts: RoutingParts;
  readonly #calls: RequestCalls;
  readonly #life = new AbortController();
  readonly #running = new Set<AsyncGenerator<RoutedEvent, void>>();
  readonly #explanations = new Explanations(EXPLANATIONS);
  #defaults: RequestDefaults;

  constructor(assembly: Assembly, options: RouterOptions) {
    this.#assembly = assembly;
    this.#parts = assembly.parts;
    this.#defaults = requestDefaults(options);
    this.#calls = new RequestCalls({
      parts: assembly.parts,
      cachesAnswers: options.cacheAnswers === true,
      fleet: () => assembly.fleet(),
      defaults: () => this.#defaults,
      isReady: (signal) => assembly.isReady(signal),
    });
  }

  withLife(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.#life.signal : AbortSignal.any([signal, this.#life.signal]);
  }

  async create(input: ChatRequest, { signal, decision, onStage = () => {} }: CreateOptions = {}) {
    const abort = new AbortController();
    const ends = AbortSignal.any([this.withLife(signal), abort.signal]);
    ends.throwIfAborted();
    onStage("read");
    const call = await this.#calls.callOf(input, decision, ends);
    const { request } = call;
    const created = Math.floor(this.#parts.surroundings.now() / 1000);
    const head = { id: call.id, created, model: request.model };
    const extras = {
      topLogprobs: request.logprobs === true ? (request.top_logprobs ?? 0) : null,
      hasUsage: request.stream_options?.include_usage === true,
    };
    const onAbort = () => void events.return();
    const events: AsyncGenerator<RoutedEvent, void> = this.#explained(call, ends, onStage, () => {
      this.#running.delete(events);
      ends.removeEventListener("abort", onAbort);
    });
    this.#running.add(events);
    if (request.stream !== true) return completionOf(events, head, extras);
    // A stream that is aborted and never read on would keep its request open.
    ends.addEventListener("abort", onAbort, { once: true });
    return startedStream(chunksOf(events, head, extras, ends), abort);
  }

  async preview(input: ChatRequest, signal: AbortSignal | undefined): Promise<Preview> {
    const ends = this.withLife(signal);
    ends.throwIfAborted();
    const call = await this.#calls.callOf(input, undefined, ends);
    const guardWord = await askGuard(textsOf(call.request), this.#parts, ends);
    const decided = await decidePath(call, guardWord, [], this.#parts, ends, () => {});
    if (!("decision" in decided)) throw whyNoPath(decided, openJournal(0, 0, 0));
    const { decision, key, ...told } = decided;
    return { ...decision, ...told, id: key, requestKey: await this.#calls.keyOf(call.request) };
  }

  async frontier(
    requests: readonly ChatRequest[] | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Frontier> {
    const ends = this.withLife(signal);
    ends.throwIfAborted();
    if (requests === undefined) {
      const fleet = this.#assembly.fleet();
      const policy = policyOf({ model: "auto", messages: [] }, this.#defaults, fleet);
      const now = { fleet, policy, mode: this.#defaults.privacy };
      return frontierOf(referenceFrontierInputs(now, this.#parts));
    }
    const calls = await this.#calls.callsOf(requests, ends);
    return frontierOf(await frontierInputs(calls, this.#parts, ends));
  }

  async explain(id: string): Promise<Explanation | null> {
    const { memory } = this.#parts;
    const record = (await memory.recordOf(id)) ?? null;
    const kept = this.#explanations.get(id);
    if (kept !== undefined) return { ...kept, id, record };
    const stored =
      record === null ? undefined : await memory.recall("decisions", record.decisionKey);
    if (record === null || stored === undefined) return null;
    const { findingKinds } = record;
    return { id, record, decision: stored, estimate: null, findingKinds, earlier: [] };
  }

  status(): RouterStatus {
    const { device, memory, surroundings } = this.#parts;
    return {
      privacy: this.#defaults.privacy,
      preference: this.#defaults.preference,
      fleet: this.#assembly.fleet(),
      deviceModels: device.states(),
      isOnline: surroundings.isOnline(),
      memoryNote: memory.note(),
      sent: this.#assembly.sent(),
    };
  }

  configure(settings: RouterSettings): void {
    const set = Object.entries(settings).filter(([, value]) => value !== undefined);
    const next = requestDefaults({ ...this.#defaults, ...Object.fromEntries(set) });
    if (settings.cloud !== undefined) this.#assembly.setCloud(settings.cloud);
    // What was allowed before a tighter mode must be allowed again after it.
    if (next.privacy !== this.#defaults.privacy) this.#parts.consents.ledger = emptyLedger();
    this.#defaults = next;
  }

  async erase(): Promise<void> {
    this.#explanations.clear();
    this.#calls.forget();
    this.#parts.consents.ledger = emptyLedger();
    await this.#parts.memory.erase();
  }

  async dispose(): Promise<void> {
    this.#life.abort(new RouterError("router_disposed", "This router was disposed of."));
    // A stream that nobody reads would never see the abort: it is ended where it stands.
    await Promise.allSettled([...this.#running].map((events) => events.return()));
    await this.#assembly.dispose();
  }

  /** Passes the events on; explains as decisions come, and tells the stages. */
  async *#explained(
    call: RequestCall,
    signal: AbortSignal,
    onStage: (stage: NearsideStage) => void,
    onEnd: () => void,
  ): AsyncGenerator<RoutedEvent, void> {
    let pathId: string | null = null;
    try {
      for await (const event of answerRequest(call, this.#parts, signal)) {
        if (event.type === "stage-entered") onStage(event.stage);
        if (event.type === "path-decided") {
          this.#explanations.add(call.id, event);
          pathId = event.decision.path.id;
        }
        if (event.type === "answer-finished" && pathId !== null)
          this.#calls.noteAnswered(call, pathId);
        yield event;
      }
    } finally {
      onEnd();
    }
  }
}

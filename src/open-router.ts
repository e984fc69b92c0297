import type { NearsideStage } from "./chat/chat-completion.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import { readChatRequest } from "./chat/read-chat-request.ts";
import { textsOf } from "./chat/message-text.ts";
import { readQuery } from "./decision/read-query.ts";
import { emptyLedger } from "./privacy/consent-ledger.ts";
import { RouterError } from "./router-error.ts";
import { modeOf, policyOf, requestDefaults, type RequestDefaults } from "./router-settings.ts";
import type {
  ChatStream,
  CloudOptions,
  CreateOptions,
  Explanation,
  Preview,
  Router,
  RouterOptions,
  RouterSettings,
  RouterStatus,
} from "./router.ts";
import { answerRequest } from "./routing/answer-request.ts";
import { chunksOf, completionOf, type CompletionHead } from "./routing/completion-chunks.ts";
import { askGuard, decidePath } from "./routing/decide-path.ts";
import { openJournal } from "./routing/journal.ts";
import type { RequestCall, RoutingParts } from "./routing/request-call.ts";
import type { DecidedPath, RoutedEvent } from "./routing/routed-event.ts";
import { whyNoPath } from "./routing/why-no-path.ts";
import type { ModelCard } from "./terms/model-card.ts";

/** The parts of a router and what only their maker can do with them. */
export interface Assembly {
  readonly parts: RoutingParts;
  /** All cards configured now. */
  fleet(): readonly ModelCard[];
  /** Replaces the cloud endpoint; null: none. Fails with `options_invalid`, and then nothing has changed. */
  setCloud(cloud: CloudOptions | null): void;
  sent(): RouterStatus["sent"];
  loadDevice(signal: AbortSignal): Promise<void>;
  dispose(): Promise<void>;
}

/** How many explanations are kept beside their records. */
const EXPLANATIONS = 200;

/** A router over these parts. `createRouter` hands in the browser's; tests hand in others. */
export function openRouter(assembly: Assembly, options: RouterOptions): Router {
  const { parts } = assembly;
  const { surroundings, memory } = parts;
  const life = new AbortController();
  const running = new Set<Promise<unknown>>();
  const explanations = new Map<string, Explanation>();
  let defaults: RequestDefaults = requestDefaults(options);

  const withLife = (signal: AbortSignal | undefined): AbortSignal =>
    signal === undefined ? life.signal : AbortSignal.any([signal, life.signal]);

  async function callOf(input: ChatRequest, preview: Preview | undefined): Promise<RequestCall> {
    life.signal.throwIfAborted();
    const request = readChatRequest(input);
    const fleet = assembly.fleet();
    const digest = await surroundings.sha256(JSON.stringify(fleet));
    return {
      id: `chatcmpl-${surroundings.newId()}`,
      request,
      query: readQuery(request),
      fleet,
      fleetVersion: digest.slice(0, 12),
      policy: policyOf(request, defaults, fleet),
      mode: modeOf(request, defaults),
      conversation: request.nearside?.conversation ?? "default",
      cachesAnswers: options.cacheAnswers === true,
      decided: preview === undefined ? null : await decidedOf(preview, request),
    };
  }

  async function decidedOf(preview: Preview, request: ChatRequest): Promise<DecidedPath> {
    if (preview.requestKey !== (await requestKey(request)))
      throw new RouterError("decision_stale", "This preview was made for another request.");
    const { id: key, requestKey: _key, ...decided } = preview;
    const { estimate, findingKinds, isCached, classifierVersion, ...decision } = decided;
    return { decision, key, estimate, findingKinds, isCached, classifierVersion };
  }

  function requestKey(request: ChatRequest): Promise<string> {
    const { stream: _stream, stream_options: _options, ...asked } = request;
    return memory.keyedHash(JSON.stringify(["request", asked]));
  }

  /** Passes the events on; explains as decisions come, and tells the stages. */
  async function* explained(
    call: RequestCall,
    signal: AbortSignal,
    onStage: (stage: NearsideStage) => void,
  ): AsyncGenerator<RoutedEvent, void> {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    running.add(finished);
    try {
      for await (const event of answerRequest(call, parts, signal)) {
        if (event.type === "stage-entered") onStage(event.stage);
        if (event.type === "path-decided") explain(call.id, event);
        yield event;
      }
    } finally {
      running.delete(finished);
      finish();
    }
  }

  function explain(id: string, { decision, estimate, findingKinds }: DecidedPath): void {
    const before = explanations.get(id);
    const earlier = before === undefined ? [] : [...before.earlier, before.decision];
    explanations.delete(id);
    explanations.set(id, { id, record: null, decision, estimate, findingKinds, earlier });
    const oldest = explanations.keys().next().value;
    if (explanations.size > EXPLANATIONS && oldest !== undefined) explanations.delete(oldest);
  }

  async function create(
    input: ChatRequest,
    { signal, decision, onStage = () => undefined }: CreateOptions = {},
  ) {
    onStage("read");
    const abort = new AbortController();
    const ends = AbortSignal.any([withLife(signal), abort.signal]);
    ends.throwIfAborted();
    const call = await callOf(input, decision);
    const head: CompletionHead = {
      id: call.id,
      created: Math.floor(surroundings.now() / 1000),
      model: call.request.model,
    };
    const extras = {
      hasLogprobs: call.request.logprobs === true,
      hasUsage: call.request.stream_options?.include_usage === true,
    };
    const events = explained(call, ends, onStage);
    if (call.request.stream !== true) return completionOf(events, head, extras);
    return startedStream(chunksOf(events, head, extras), abort);
  }

  const router = {
    chat: { completions: { create } },

    async preview(input: ChatRequest, { signal }: { readonly signal?: AbortSignal } = {}) {
      const ends = withLife(signal);
      ends.throwIfAborted();
      const call = await callOf(input, undefined);
      const guardWord = await askGuard(textsOf(call.request), parts, ends);
      const decided = await decidePath(call, guardWord, [], parts, ends);
      if (!("decision" in decided)) throw whyNoPath(decided, openJournal(0, 0, 0));
      const { decision, key, ...told } = decided;
      return { ...decision, ...told, id: key, requestKey: await requestKey(call.request) };
    },

    async explain(id: string) {
      const record = (await memory.recordOf(id)) ?? null;
      const kept = explanations.get(id);
      if (kept !== undefined) return { ...kept, record };
      const stored =
        record === null ? undefined : await memory.recall("decisions", record.decisionKey);
      if (record === null || stored === undefined) return null;
      const { findingKinds } = record;
      return { id, record, decision: stored, estimate: null, findingKinds, earlier: [] };
    },

    records: (limit = 100) => memory.records(limit),
    totals: () => memory.totals(),
    status: () => statusOf(assembly, defaults),
    load: ({ signal }: { readonly signal?: AbortSignal } = {}) =>
      assembly.loadDevice(withLife(signal)),

    configure(settings: RouterSettings) {
      const next = requestDefaults({ ...defaults, ...settings });
      if (settings.cloud !== undefined) assembly.setCloud(settings.cloud);
      defaults = next;
    },

    async erase() {
      explanations.clear();
      parts.consents.ledger = emptyLedger();
      await memory.erase();
    },

    async dispose() {
      life.abort(new RouterError("router_disposed", "This router was disposed of."));
      await Promise.allSettled(running);
      await assembly.dispose();
    },
  };
  // The overloads of `create` tell by `stream` which of the two it returns; a function expression cannot say so.
  return router as Router;
}

/** A stream whose first chunk has come, so that what fails before it fails the call and not the loop. */
async function startedStream(
  chunks: AsyncGenerator<ChatStreamChunk, void>,
  controller: AbortController,
): Promise<ChatStream> {
  const first = await chunks.next();
  async function* all(): AsyncGenerator<ChatStreamChunk, void> {
    if (first.done === true) return;
    try {
      yield first.value;
      yield* chunks;
    } finally {
      // A loop that is left early must end the work behind it.
      await chunks.return();
    }
  }
  return Object.assign(all(), { controller });
}

type ChatStreamChunk = ChatStream extends AsyncIterable<infer Chunk> ? Chunk : never;

function statusOf(assembly: Assembly, defaults: RequestDefaults): RouterStatus {
  const { parts } = assembly;
  return {
    privacy: defaults.privacy,
    preference: defaults.preference,
    fleet: assembly.fleet(),
    deviceModels: parts.device.states(),
    isOnline: parts.surroundings.isOnline(),
    memoryNote: parts.memory.note(),
    sent: assembly.sent(),
  };
}

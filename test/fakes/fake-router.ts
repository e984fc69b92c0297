import type {
  Candidate,
  ChatCompletionChunk,
  ChatRequest,
  ChatStream,
  ConsentQuestion,
  CreateOptions,
  Decision,
  ModelCard,
  NearsideReport,
  Path,
  Router,
  RouterOptions,
  RouterSettings,
  RouterStatus,
} from "../../src/index.ts";

import { fakeRouterModels, type FakeModelsScript } from "./fake-router-models.ts";

/** What a fake router is told to do. `answer` gives the words for a question. */
export interface FakeRouterScript {
  answer(question: string): string;
  /** What `router.models` tells; a processor and one small model unless set. */
  readonly models?: FakeModelsScript;
  /** Characters per chunk; 3 unless set. */
  readonly chunkSize?: number;
  readonly hasCloud?: boolean;
  readonly isUnsure?: boolean;
  /** Asked before a cloud answer, if set. */
  readonly question?: ConsentQuestion;
  /** Holds each answer after its first chunk until it resolves or the request is aborted. */
  readonly hold?: Promise<void>;
}

const DEVICE: Path = { id: "device:small", steps: [{ kind: "device", model: "small" }] };
const CLOUD: Path = {
  id: "cloud:gpt-x@low",
  steps: [{ kind: "cloud", model: "gpt-x", effort: "low" }],
};
const HANDED_ON: Path = {
  id: "device:small>check>cloud:gpt-x@low",
  steps: [...DEVICE.steps, { kind: "check" }, ...CLOUD.steps],
};

/** A router without models, for the element: scripted words, real shapes, real aborts. */
export function fakeRouter(script: FakeRouterScript, options: RouterOptions = {}): Router {
  const cards = script.hasCloud === true ? [card("device"), card("cloud")] : [card("device")];
  let status: RouterStatus = {
    privacy: options.privacy ?? "ask",
    preference: options.preference ?? 0.5,
    fleet: cards,
    deviceModels: [
      { model: "small", readiness: "loadable", expectedLoadMs: 2000, expectedWaitMs: 0 },
    ],
    isOnline: true,
    memoryNote: null,
    sent: { messages: 0, bytes: 0, destinations: [] },
  };
  let isDisposed = false;
  let count = 0;

  async function create(request: ChatRequest, { signal, onStage }: CreateOptions = {}) {
    count += 1;
    const id = `fake-${count}`;
    for (const stage of ["read", "guard", "decide"] as const) onStage?.(stage);
    const place = await choosePlace(request, signal);
    onStage?.(place);
    if (place === "cloud") {
      const sent = { messages: status.sent.messages + 1, bytes: status.sent.bytes + 412 };
      status = { ...status, sent: { ...sent, destinations: ["https://api.example.com/v1"] } };
    }
    const words = script.answer(lastQuestion(request));
    const controller = new AbortController();
    const ends = AbortSignal.any([controller.signal, ...(signal === undefined ? [] : [signal])]);
    return streamOf(chunksOf(id, words, place, script, ends), controller);
  }

  async function choosePlace(
    request: ChatRequest,
    signal: AbortSignal | undefined,
  ): Promise<"device" | "cloud"> {
    if (request.model !== "cloud") return "device";
    if (script.question === undefined || options.onConsent === undefined) return "cloud";
    const ends = signal ?? new AbortController().signal;
    return (await options.onConsent(script.question, ends)) === "send" ? "cloud" : "device";
  }

  const router = {
    chat: { completions: { create } },
    preview: () => Promise.reject(new Error("The fake previews nothing.")),
    frontier: () => Promise.resolve({ paths: [], mixes: [] }),
    explain: (id: string) =>
      Promise.resolve({
        id,
        record: null,
        decision: decisionOf(script.hasCloud === true),
        estimate: null,
        findingKinds: script.question?.findings.map(({ kind }) => kind) ?? [],
        earlier: [],
      }),
    records: () => Promise.resolve([]),
    totals: () =>
      Promise.resolve({
        requests: count,
        answeredOnDevice: count,
        answeredInCloud: 0,
        costUsd: 0,
        sentMessages: 0,
        sentBytes: 0,
      }),
    status: () => status,
    load: () => Promise.resolve(),
    configure: (settings: RouterSettings) => {
      const { privacy = status.privacy, preference = status.preference, cloud } = settings;
      const fleet =
        cloud === undefined
          ? status.fleet
          : cloud === null
            ? [card("device")]
            : [card("device"), card("cloud")];
      status = { ...status, privacy, preference, fleet };
    },
    erase: () => Promise.resolve(),
    models: fakeRouterModels(script.models),
    dispose: () => {
      isDisposed = true;
      return Promise.resolve();
    },
    get isDisposed() {
      return isDisposed;
    },
  };
  // The overloads of `create` tell by `stream` what it returns; the fake always streams.
  return router as unknown as Router;
}

async function* chunksOf(
  id: string,
  words: string,
  place: "device" | "cloud",
  script: FakeRouterScript,
  signal: AbortSignal,
): AsyncGenerator<ChatCompletionChunk, void> {
  const size = script.chunkSize ?? 3;
  const pieces = Array.from(words);
  for (let start = 0; start < pieces.length; start += size) {
    signal.throwIfAborted();
    yield chunk(id, pieces.slice(start, start + size).join(""));
    if (start === 0 && script.hold !== undefined) await heldUntil(script.hold, signal);
    // Each chunk in a task of its own, as from a worker.
    await new Promise((resolve) => setTimeout(resolve));
  }
  signal.throwIfAborted();
  yield { ...chunk(id, ""), nearside: reportOf(id, place, script) };
}

function heldUntil(hold: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    void hold.then(resolve);
  });
}

function streamOf(
  chunks: AsyncIterable<ChatCompletionChunk>,
  controller: AbortController,
): ChatStream {
  return { controller, [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator]() };
}

function lastQuestion(request: ChatRequest): string {
  const content = request.messages.at(-1)?.content;
  return typeof content === "string" ? content : "";
}

function chunk(id: string, content: string): ChatCompletionChunk {
  return {
    id,
    object: "chat.completion.chunk",
    created: 0,
    model: "small",
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  };
}

function reportOf(id: string, place: "device" | "cloud", script: FakeRouterScript): NearsideReport {
  const isFar = place === "cloud";
  return {
    id,
    place,
    model: isFar ? "gpt-x" : "small",
    modelName: isFar ? "gpt-x" : "SmolLM2",
    ...(isFar ? { effort: "low" as const } : {}),
    pathId: isFar ? CLOUD.id : DEVICE.id,
    reason: "best_value",
    expected: decisionOf(true).candidates[0]?.figures ?? figures(0.5, 0, 0, 0),
    isUnsure: script.isUnsure ?? false,
    isDecisionCached: false,
    isAnswerCached: false,
    isIncomplete: false,
    warnings: [],
    costUsd: isFar ? 0.0021 : 0,
    sentBytes: isFar ? 412 : 0,
    timings: { decisionMs: 1, totalMs: isFar ? 2800 : 1200 },
  };
}

function decisionOf(hasCloud: boolean): Decision {
  const device: Candidate = {
    path: DEVICE,
    figures: figures(0.31, 0, 1200, 0),
    utility: 0.3,
    standing: { status: "chosen" },
  };
  const others: Candidate[] = [
    {
      path: HANDED_ON,
      figures: figures(0.72, 0.0016, 3600, 330),
      utility: 0.24,
      standing: { status: "lost", reason: "lower_utility" },
    },
    {
      path: CLOUD,
      figures: figures(0.86, 0.0021, 2800, 412),
      utility: 0,
      standing: { status: "excluded", reason: "consent_refused" },
    },
  ];
  return {
    path: DEVICE,
    reason: "best_value",
    isUnsure: false,
    candidates: hasCloud ? [device, ...others] : [device],
    propensity: 1,
  };
}

function figures(mean: number, costUsd: number, delayMs: number, exposureBytes: number) {
  const quality = { mean, low: Math.max(0, mean - 0.14), high: Math.min(1, mean + 0.12) };
  return { quality, costUsd, delayMs, exposureBytes };
}

function card(place: "device" | "cloud"): ModelCard {
  const isFar = place === "cloud";
  return {
    id: isFar ? "gpt-x" : "small",
    name: isFar ? "gpt-x" : "SmolLM2",
    place,
    contextTokens: isFar ? 128000 : 2048,
    maxAnswerTokens: 512,
    capabilities: [],
    languages: ["en"],
    ability: [],
    abilitySource: "made up for tests",
    price: {
      inputUsdPerMillionTokens: isFar ? 1 : 0,
      outputUsdPerMillionTokens: isFar ? 4 : 0,
      asOf: "2026-11-01",
    },
    pace: { firstTokenMs: 500, promptTokensPerSecond: 20, tokensPerSecond: 11 },
    efforts: [],
    ...(isFar ? { destination: "https://api.example.com/v1" } : {}),
  };
}

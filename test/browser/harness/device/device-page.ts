import { SMOLLM2_CARD } from "../../../../src/device/device-cards.ts";
import { LanguageModelClient } from "../../../../src/device/language-model-client.ts";
import type { LocalModels } from "../../../../src/device/local-models.ts";
import { openDeviceModels } from "../../../../src/device/open-device-models.ts";
import type { ChatRequest } from "../../../../src/chat/chat-request.ts";
import type { Priority } from "../../../../src/routing/ports.ts";
import type { AnswerEvent } from "../../../../src/terms/answer-event.ts";
import type { DeviceNotice } from "../../../../src/terms/device-notice.ts";
import { deviceRules } from "../../../contracts/device-models.contract.ts";

/** A whole answer, as a test looks at it. */
export interface Answer {
  readonly text: string;
  readonly events: readonly AnswerEvent[];
  readonly finishReason: string;
  readonly failure: string | null;
  readonly message: string;
}

export interface AskOptions {
  readonly priority?: Priority;
  /** SmolLM2 unless set. */
  readonly model?: string;
  /** Aborts after this many events; 0 aborts at once. */
  readonly abortAfter?: number;
  readonly abortAfterMs?: number;
}

const policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
policy?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

const engineWorkers: Worker[] = [];

function startEngine(): Worker {
  const worker = new Worker(
    new URL("../../../../workers/language-model.worker.ts", import.meta.url),
    { type: "module" },
  );
  engineWorkers.push(worker);
  return worker;
}

/** What the models of this page told by themselves, oldest first. */
const notices: DeviceNotice[] = [];

/** The real models of the page; its wllama workers are kept for tests to break. */
function openModels(tokenSilenceMs = 60_000, modelsUrl = "/models/"): LocalModels {
  const openEngine = () =>
    new LanguageModelClient({ startWorker: startEngine, canContinue: true, tokenSilenceMs });
  const models = openDeviceModels({ modelsUrl, threads: 1, openEngine });
  models.onNotice((notice) => notices.push(notice));
  return models;
}

function userSays(text: string, more: Partial<ChatRequest> = {}): ChatRequest {
  return { model: "device", messages: [{ role: "user", content: text }], ...more };
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === "string" ? code : String(name);
}

async function ask(
  models: LocalModels,
  request: ChatRequest,
  { priority = "person", model = SMOLLM2_CARD.id, abortAfter, abortAfterMs }: AskOptions = {},
): Promise<Answer> {
  const controller = new AbortController();
  if (abortAfterMs !== undefined) setTimeout(() => controller.abort(), abortAfterMs);
  if (abortAfter === 0) queueMicrotask(() => controller.abort());
  const events: AnswerEvent[] = [];
  let failure: string | null = null;
  let message = "";
  try {
    const answer = models.generate(model, request, priority, controller.signal);
    for await (const event of answer) {
      events.push(event);
      if (events.length === abortAfter) controller.abort();
    }
  } catch (error) {
    failure = codeOf(error);
    message = (error as Error).message;
  }
  const text = events.map((event) => (event.type === "text-added" ? event.text : "")).join("");
  const last = events.at(-1);
  return {
    text,
    events,
    failure,
    message,
    finishReason: last?.type === "answer-ended" ? last.finishReason : "none",
  };
}

/** What the tests drive. */
export const deviceHarness = {
  card: SMOLLM2_CARD,
  engineWorkers,
  notices,
  openModels,
  userSays,
  ask,
  /** Throws where the rule of that name is broken. */
  async holds(name: string): Promise<void> {
    const rule = deviceRules.find((candidate) => candidate.name === name);
    await rule?.holds({ models: window.models, model: SMOLLM2_CARD.id });
  },
};
export type DeviceHarness = typeof deviceHarness;

declare global {
  interface Window {
    device: DeviceHarness;
    models: LocalModels;
  }
}
window.device = deviceHarness;

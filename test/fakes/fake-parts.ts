import { webcrypto } from "node:crypto";
import type { Assembly } from "../../src/assembly.ts";
import { emptyLedger } from "../../src/privacy/consent-ledger.ts";
import { createEmbeddings } from "../../src/routing/create-embeddings.ts";
import type { ClearedRequest } from "../../src/privacy/clearance.ts";
import { prepareBody } from "../../src/cloud/prepare-body.ts";
import { MemoryAdapter } from "../../src/storage/memory-adapter.ts";
import { defaultLimits } from "../../src/storage/limits.ts";
import { RouterError, type RouterErrorCode } from "../../src/router-error.ts";
import type { RoutingParts } from "../../src/routing/request-call.ts";
import type { AnswerEvent, TokenLogprob } from "../../src/terms/answer-event.ts";
import type { ModelCard } from "../../src/terms/model-card.ts";
import type { Readiness } from "../../src/terms/situation.ts";
import type { SkillAnswer } from "../../src/terms/skill-answer.ts";
import { fakeRouterModels } from "./fake-router-models.ts";
import type { Finding } from "../../src/terms/finding.ts";

/** What a fake model does when it is asked: pieces of text, then an end or an error. */
export interface FakeAnswer {
  readonly texts: readonly string[];
  readonly fails?: Error;
  readonly finishReason?: "stop" | "length";
  /** One for each text. */
  readonly logprobs?: readonly TokenLogprob[];
  /** Waits for the signal after its texts. */
  readonly hangs?: boolean;
}

/** Everything that a test may set and look at afterwards. */
export interface FakeWorld {
  fleet: ModelCard[];
  difficulty: number;
  isOnline: boolean;
  findings: Finding[];
  isGuardBroken: boolean;
  isClassifierBroken: boolean;
  areSkillsBroken: boolean;
  hasGesture: boolean;
  /** What the skills answer to a text. */
  skill: (text: string, nowMs: number) => SkillAnswer | null;
  /** How far each device model is; ready unless set. */
  readonly readiness: Readonly<Record<string, Readiness>>;
  device: FakeAnswer;
  cloud: FakeAnswer;
  readonly sent: ClearedRequest[];
  readonly deviceRuns: string[];
  estimates: number;
}

/** Parts without a browser. Memory, clearance and every byte of the body are the real ones. */
export function fakeAssembly(world: FakeWorld, askConsent: RoutingParts["askConsent"]): Assembly {
  let ids = 0;
  const parts: RoutingParts = {
    classifier: {
      version: () => Promise.resolve("fake"),
      estimate: () => {
        world.estimates++;
        if (world.isClassifierBroken) return Promise.reject(unavailable("classifier_unavailable"));
        return Promise.resolve({
          version: "fake",
          difficulties: [{ mean: world.difficulty, sd: 0.1 }],
          discriminations: [1],
          domain: {},
          task: {},
        });
      },
    },
    guard: {
      version: "fake",
      inspect: () => inspection(world),
      inspectBody: async (body) => ({
        ...(await inspection(world)),
        bodySha256: await sha256(body),
      }),
    },
    device: {
      states: () =>
        world.fleet
          .filter((card) => card.place === "device")
          .map(({ id }) => ({
            model: id,
            readiness: world.readiness[id] ?? "ready",
            expectedLoadMs: 0,
            expectedWaitMs: 0,
          })),
      load: () => Promise.resolve(),
      generate: (model, _request, _priority, signal) => {
        world.deviceRuns.push(model);
        return play(world.device, signal);
      },
    },
    skills: {
      answer: (text, now) =>
        world.areSkillsBroken
          ? Promise.reject(unavailable("worker_died"))
          : Promise.resolve(world.skill(text, now.nowMs)),
    },
    cloud: {
      prepareBody,
      sendToCloud: (request, signal, onSent) => {
        world.sent.push(request);
        onSent(request.body.length);
        return play(world.cloud, signal);
      },
    },
    memory: new MemoryAdapter(() => 1_000_000, "", defaultLimits),
    surroundings: {
      now: () => 1_000_000,
      elapsed: () => 0,
      newId: () => `id-${ids++}`,
      newSeed: () => 7,
      isOnline: () => world.isOnline,
      hasGesture: () => world.hasGesture,
      timeZone: () => "Asia/Seoul",
      sha256,
    },
    askConsent,
    consents: { ledger: emptyLedger() },
  };
  return {
    parts,
    fleet: () => world.fleet,
    setCloud: () => undefined,
    sent: () => ({ messages: world.sent.length, bytes: 0, destinations: [] }),
    isReady: () => Promise.resolve(),
    loadDevice: () => Promise.resolve(),
    modelsWith: () => fakeRouterModels(),
    createEmbeddings: (request, signal) => createEmbeddings(request, null, signal),
    dispose: () => Promise.resolve(),
  };
}

async function* play(answer: FakeAnswer, signal: AbortSignal): AsyncGenerator<AnswerEvent, void> {
  for (const [index, text] of answer.texts.entries()) {
    await Promise.resolve();
    signal.throwIfAborted();
    const logprob = answer.logprobs?.[index];
    yield { type: "text-added", text, ...(logprob && { logprob }) };
  }
  if (answer.hangs === true)
    await new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  if (answer.fails !== undefined) throw answer.fails;
  yield {
    type: "answer-ended",
    finishReason: answer.finishReason ?? "stop",
    usage: { promptTokens: 10, completionTokens: answer.texts.length },
  };
}

function inspection(world: FakeWorld) {
  if (world.isGuardBroken) return Promise.reject(unavailable("guard_unavailable"));
  return Promise.resolve({ findings: world.findings, isOverBudget: false });
}

function unavailable(code: RouterErrorCode): RouterError {
  return new RouterError(code, `A fake ${code}.`);
}

async function sha256(text: string): Promise<string> {
  const digest = await webcrypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Buffer.from(digest).toString("hex");
}

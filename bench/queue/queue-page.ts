import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { SMOLLM2_CARD } from "../../src/device/device-cards.ts";
import { openDeviceModels } from "../../src/device/open-device-models.ts";
import { openEngine } from "../../src/device/open-engine.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";
import { watchedEngine } from "./watched-engine.ts";

/** One request: what was expected when it came, and what became of it. Milliseconds. */
export interface QueuedRequest {
  readonly promptWords: number;
  readonly mostTokens: number;
  /** How many requests had come and were not answered. */
  readonly ahead: number;
  readonly expectedWaitMs: number;
  readonly waitMs: number;
}

const IN_ROUND = 8;
/** Longest pause between two requests of a round. */
const MOST_PAUSE_MS = 1_500;
const WARM_UPS = 3;
const model = SMOLLM2_CARD.id;
const never = new AbortController().signal;
const words = ["river", "bridge", "violin", "winter", "garden", "letter", "window", "market"];

allowOwnScripts();

/** Numbers from 0 to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = numbers(7);
const between = (least: number, most: number) => Math.floor(least + next() * (most - least + 1));

const newLength = () => between(2, 60);

function newRequest(id: number, promptWords: number): ChatRequest {
  const picked = Array.from({ length: promptWords }, () => words[between(0, words.length - 1)]);
  return {
    model: "device",
    user: String(id),
    messages: [{ role: "user", content: `Write about these things: ${picked.join(" ")}` }],
    max_completion_tokens: between(4, 48),
    temperature: 0,
  };
}

function openWatched(onRun: (request: ChatRequest) => void) {
  const models = openDeviceModels({
    modelsUrl: "/models/",
    threads: 1,
    openEngine: (name) => watchedEngine(openEngine(name), onRun),
  });
  const expectedWaitMs = () =>
    models.states().find((state) => state.model === model)?.expectedWaitMs ?? NaN;
  const answer = async (request: ChatRequest) => {
    for await (const _ of models.generate(model, request, "person", never));
  };
  return { models, expectedWaitMs, answer };
}

window.bench = async (rounds: number): Promise<readonly QueuedRequest[]> => {
  const begunAt = new Map<string, number>();
  const { models, expectedWaitMs, answer } = openWatched(({ user }) =>
    begunAt.set(user ?? "", performance.now()),
  );
  await models.load(model, () => undefined, never);
  for (let id = 1; id <= WARM_UPS; id++) await answer(newRequest(-id, newLength()));
  const queued: QueuedRequest[] = [];
  let unanswered = 0;
  const askOne = async (id: number): Promise<void> => {
    const promptWords = newLength();
    const request = newRequest(id, promptWords);
    const known = {
      promptWords,
      mostTokens: request.max_completion_tokens ?? NaN,
      ahead: unanswered++,
      expectedWaitMs: expectedWaitMs(),
    };
    const cameAt = performance.now();
    await answer(request);
    unanswered--;
    queued.push({ ...known, waitMs: (begunAt.get(String(id)) ?? NaN) - cameAt });
  };
  for (let round = 0; round < rounds; round++) {
    const asked: Promise<void>[] = [];
    for (let place = 0; place < IN_ROUND; place++) {
      asked.push(askOne(round * IN_ROUND + place));
      await new Promise((resolve) => setTimeout(resolve, next() * MOST_PAUSE_MS));
    }
    await Promise.all(asked);
    console.info(`round ${String(round + 1)} of ${String(rounds)}`);
  }
  models.dispose();
  return queued;
};

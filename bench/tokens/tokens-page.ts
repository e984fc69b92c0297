import runtimeUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import { wrap } from "comlink";
import { SMOLLM2_CARD } from "../../src/device/device-cards.ts";
import models from "../../src/device/models.json";
import { createRouter, type Router } from "../../src/index.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";
import type { BareAnswer, BareWllama } from "./language-model.worker.ts";
import { timeSecondTurns, type TurnPair } from "./second-turns.ts";

/** The same prompt answered by the router and by wllama alone. */
export interface AnswerPair {
  readonly prompt: string;
  readonly ours: BareAnswer;
  readonly theirs: BareAnswer;
}

/** Both comparisons of this bench. */
export interface TokenFigures {
  readonly answers: readonly AnswerPair[];
  readonly turns: readonly TurnPair[];
}

const MAX_TOKENS = 24;
/** A pair of turns reads three long prompts, which takes as long as several pairs of answers. */
const ANSWERS_PER_TURN = 4;
const THREADS = 1;
const things = ["a river", "the moon", "bread", "a violin", "snow", "a bridge", "tea", "an oak"];
const asks = [
  "Say in one sentence what %s is.",
  "Write a line about %s.",
  "Why do people like %s?",
];
const asksMore = ["Name three facts about %s.", "Describe %s to a child."];

/** A prompt that no other number gives, up to 40. */
function promptOf(number: number): string {
  const ask = [...asks, ...asksMore][Math.floor(number / things.length) % 5] ?? "";
  return ask.replace("%s", things[number % things.length] ?? "");
}

allowOwnScripts();

async function openLoadedRouter(): Promise<Router> {
  const router = createRouter({
    device: { modelsUrl: "/models/", routerUrl: "/models/router/", threads: THREADS },
  });
  await router.load();
  return router;
}

function oursBy(router: Router) {
  return async (content: string): Promise<BareAnswer> => {
    const began = performance.now();
    const stream = await router.chat.completions.create({
      model: "device",
      messages: [{ role: "user", content }],
      max_completion_tokens: MAX_TOKENS,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    let completionTokens = NaN;
    let promptTokens = NaN;
    for await (const { usage } of stream) {
      completionTokens = usage?.completion_tokens ?? completionTokens;
      promptTokens = usage?.prompt_tokens ?? promptTokens;
    }
    return { ms: performance.now() - began, promptTokens, completionTokens };
  };
}

async function openTheirs() {
  const worker = new Worker(new URL("./language-model.worker.ts", import.meta.url), {
    type: "module",
  });
  const bare = wrap<BareWllama>(worker);
  const blobOf = async (url: string) => (await fetch(url)).blob();
  const [file] = models.files;
  const weights = await blobOf(`/models/${file?.name ?? ""}`);
  const settings = { n_ctx: SMOLLM2_CARD.contextTokens, n_threads: THREADS };
  await bare.load(weights, await blobOf(runtimeUrl), settings);
  return (content: string) => bare.answer(content, MAX_TOKENS);
}

async function compareAnswers(
  ours: (content: string) => Promise<BareAnswer>,
  theirs: (content: string) => Promise<BareAnswer>,
  count: number,
): Promise<readonly AnswerPair[]> {
  const pairs: AnswerPair[] = [];
  for (let number = 0; number <= count; number += 1) {
    const prompt = promptOf(number);
    // Who goes first changes from pair to pair, so that neither gains by its place.
    const isOursFirst = number % 2 === 0;
    const first = await (isOursFirst ? ours : theirs)(prompt);
    const second = await (isOursFirst ? theirs : ours)(prompt);
    const pair = isOursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first };
    // The first pair warms both up.
    if (number > 0) pairs.push({ prompt, ...pair });
    console.info(`pair ${String(number)} of ${String(count)}`);
  }
  return pairs;
}

window.bench = async (count: number): Promise<TokenFigures> => {
  const router = await openLoadedRouter();
  const answers = await compareAnswers(oursBy(router), await openTheirs(), count);
  return { answers, turns: await timeSecondTurns(router, count / ANSWERS_PER_TURN) };
};

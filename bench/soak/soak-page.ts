import { SMOLLM2_CARD } from "../../src/device/device-cards.ts";
import { createRouter } from "../../src/index.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";

/** What some generations came to. */
export interface SoakPart {
  /** Milliseconds for all of them. */
  readonly ms: number;
  /** How many of them were aborted in the middle. */
  readonly aborted: number;
}

/** Of so many generations one is aborted. */
const ABORTED_EVERY = 50;
const THREADS = 1;
const colours = ["red", "blue", "old", "green", "small", "tall", "dark", "quiet", "warm", "white"];
const things = [
  "river",
  "moon",
  "violin",
  "bridge",
  "garden",
  "boat",
  "tree",
  "horse",
  "coat",
  "bell",
];
const verbs = ["Describe", "Write about", "Praise", "Draw in words", "Tell a child of"];

allowOwnScripts();
const router = createRouter({
  device: { modelsUrl: "/models/", routerUrl: "/models/router/", threads: THREADS },
});
let made = 0;

/** A prompt that no other number below 500 gives, so that no decision is recalled. */
function promptOf(number: number): string {
  const verb = verbs[Math.floor(number / (colours.length * things.length)) % verbs.length] ?? "";
  const colour = colours[Math.floor(number / things.length) % colours.length] ?? "";
  return `${verb} a ${colour} ${things[number % things.length] ?? ""}.`;
}

/** Fails unless the model gave text and came to its end. */
async function answerOne(number: number): Promise<void> {
  let text = "";
  let model = "";
  for await (const { choices, nearside } of await ask(number)) {
    text += choices[0]?.delta.content ?? "";
    model = nearside?.model ?? model;
  }
  if (text === "" || model !== SMOLLM2_CARD.id) {
    throw new Error(`Generation ${String(number)} was no answer of the model.`);
  }
}

/** Fails unless the abort ended the answer after its first text. */
async function abortOne(number: number): Promise<void> {
  const stream = await ask(number);
  try {
    for await (const { choices } of stream) {
      if (choices[0]?.delta.content) stream.controller.abort();
    }
  } catch (error) {
    if (stream.controller.signal.aborted && (error as Error).name === "AbortError") return;
    throw error;
  }
  throw new Error(`Generation ${String(number)} ended before its abort.`);
}

function ask(number: number) {
  return router.chat.completions.create({
    model: "device",
    messages: [{ role: "user", content: promptOf(number) }],
    max_completion_tokens: 2 + (number % 3),
    temperature: 0,
    stream: true,
  });
}

/** 0: disposes of the router. Otherwise so many more generations, one after the other. */
window.bench = async (count: number): Promise<SoakPart> => {
  const began = performance.now();
  let aborted = 0;
  if (count === 0) await router.dispose();
  for (const end = made + count; made < end; made += 1) {
    const isAborted = (made + 1) % ABORTED_EVERY === 0;
    await (isAborted ? abortOne : answerOne)(made);
    if (isAborted) aborted += 1;
  }
  return { ms: performance.now() - began, aborted };
};

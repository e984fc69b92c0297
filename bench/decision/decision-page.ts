import { estimateTokens } from "../../src/decision/read-query.ts";
import { openRouter } from "../../src/open-router.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";
import { timedParts } from "./timed-parts.ts";

/** One decision: what it took without the guard and storage, and what those took. In milliseconds. */
export interface DecisionTimes {
  readonly tokens: number;
  readonly decisionMs: number;
  readonly guardMs: number;
  readonly storageMs: number;
}

/** The first is cold: nothing was loaded before it. */
export interface DecisionFigures {
  readonly times: readonly DecisionTimes[];
  readonly memoryNote: string | null;
}

const words =
  "explain compare river energy because number history planet simple method reason market light " +
  "system between careful winter language proof morning village chance memory circle answer why";

/** A question of about so many tokens that was not asked before, so that nothing of it is remembered. */
function question(tokens: number): string {
  const vocabulary = words.split(" ");
  let text = `Question ${String(turn)}:`;
  for (let index = turn; estimateTokens([text]) < tokens; index += 7) {
    text += ` ${vocabulary[(index * (turn + 3)) % vocabulary.length] ?? ""}`;
  }
  return `${text}?`;
}

allowOwnScripts();
const times = { guardMs: 0, storageMs: 0 };
const assembly = timedParts(times);
const router = openRouter(assembly, {});
let turn = 0;

async function decideOnce(tokens: number): Promise<DecisionTimes> {
  const content = question(tokens);
  Object.assign(times, { guardMs: 0, storageMs: 0 });
  const began = performance.now();
  const preview = await router.preview({ model: "auto", messages: [{ role: "user", content }] });
  const wholeMs = performance.now() - began;
  if (preview.estimate === null) throw new Error("The classifier was not asked.");
  const { guardMs, storageMs } = times;
  // What is written after an answer must not disturb the next measurement.
  await assembly.settleWrites();
  return { tokens, decisionMs: wholeMs - guardMs - storageMs, guardMs, storageMs };
}

window.bench = async (runs: number): Promise<DecisionFigures> => {
  const decided: DecisionTimes[] = [];
  for (const end = turn + runs; turn < end; turn += 1) {
    for (const tokens of [16, 64, 128]) decided.push(await decideOnce(tokens));
  }
  return { times: decided, memoryNote: router.status().memoryNote };
};

import { median, pairedRatio } from "./paired-ratio.ts";
import { openBench, withBenchPage } from "./run-bench-page.ts";
import type { TokenFigures } from "./tokens/tokens-page.ts";
import type { BareAnswer } from "./tokens/language-model.worker.ts";

const PAIRS = 32;

const { answers, turns } = await withBenchPage("tokens", async (page, url) => {
  await openBench(page, url);
  return (await page.evaluate((count) => window.bench?.(count), PAIRS)) as TokenFigures;
});

const speeds = answers.map(({ ours, theirs }) => ({
  ours: speedOf(ours),
  theirs: speedOf(theirs),
}));
const { ratio, low, high } = pairedRatio(speeds);
const secondTurn = pairedRatio(
  turns.map(({ second, cold }) => ({ ours: second.firstTokenMs, theirs: cold.firstTokenMs })),
);
const bareTokensPerSecond = round(median(speeds.map(({ theirs }) => theirs)));

console.log(
  "Tokens a second of whole answers, reading the prompt included; router against bare wllama.",
);
console.table(
  answers.map(({ prompt, ours, theirs }, index) => ({
    prompt,
    "prompt tokens": `${String(ours.promptTokens)} / ${String(theirs.promptTokens)}`,
    "answer tokens": `${String(ours.completionTokens)} / ${String(theirs.completionTokens)}`,
    router: round(speeds[index]?.ours ?? NaN),
    bare: round(speeds[index]?.theirs ?? NaN),
  })),
);
console.log(
  `ratio ${String(round(ratio))}, 95 % interval ${String(round(low))} to ${String(round(high))}`,
);
console.log(
  "Milliseconds to the first token through the router: of a conversation's second turn, and of a text as long that was not read before.",
);
console.table(
  turns.map(({ second, cold }) => ({
    "prompt tokens": `${String(second.promptTokens)} / ${String(cold.promptTokens)}`,
    "second turn": Math.round(second.firstTokenMs),
    cold: Math.round(cold.firstTokenMs),
    ratio: round(second.firstTokenMs / cold.firstTokenMs),
  })),
);
console.log(
  `secondTurnRatio ${String(round(secondTurn.ratio))}, 95 % interval ${String(round(secondTurn.low))} to ${String(round(secondTurn.high))}`,
);
console.log(
  JSON.stringify({
    ratio: round(ratio),
    low: round(low),
    high: round(high),
    secondTurnRatio: round(secondTurn.ratio),
    bareTokensPerSecond,
  }),
);

function speedOf({ ms, completionTokens }: BareAnswer): number {
  return (1000 * completionTokens) / ms;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

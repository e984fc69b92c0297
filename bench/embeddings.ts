import { median, pairedRatio } from "./paired-ratio.ts";
import { openBench, withBenchPage } from "./run-bench-page.ts";
import type { EmbeddingPair } from "./embeddings/embeddings-page.ts";

const PAIRS = 32;
const SENTENCES = 100;

const pairs = await withBenchPage("embeddings", async (page, url) => {
  await openBench(page, url);
  return (await page.evaluate((count) => window.bench?.(count), PAIRS)) as readonly EmbeddingPair[];
});

const { ratio, low, high } = pairedRatio(pairs);
const medianMs = round(median(pairs.map(({ ours }) => ours)));

console.log(
  "A hundred sentences to vectors in Chromium: client, worker and tokenizer against bare ONNX Runtime with the tokens at hand; milliseconds.",
);
console.table(pairs.map(({ ours, theirs }) => ({ client: round(ours), bare: round(theirs) })));
console.log(
  `ratio ${String(round(ratio))}, 95 % interval ${String(round(low))} to ${String(round(high))}`,
);
console.log(
  JSON.stringify({
    ratio: round(ratio),
    low: round(low),
    high: round(high),
    sentencesPerSecond: Math.round((1000 * SENTENCES) / medianMs),
  }),
);

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import { median, quantile } from "./paired-ratio.ts";
import { openBench, withBenchPage } from "./run-bench-page.ts";
import type { DecisionFigures, DecisionTimes } from "./decision/decision-page.ts";

const RUNS = 100;
const COLD_STARTS = 3;
/** Decisions at each length that warm up compilers and caches, and are not counted. */
const WARM_UP_RUNS = 10;

const figures = await withBenchPage("decision", async (page, url) => {
  const colds: number[] = [];
  for (let start = 0; start < COLD_STARTS; start += 1) {
    await openBench(page, url);
    colds.push((await run(1)).times[0]?.decisionMs ?? NaN);
  }
  const { times, memoryNote } = await run(WARM_UP_RUNS + RUNS);
  if (memoryNote !== null) throw new Error(`IndexedDB was not measured: ${memoryNote}`);
  return { colds, warm: times.slice(3 * WARM_UP_RUNS) };

  async function run(runs: number): Promise<DecisionFigures> {
    return (await page.evaluate((count) => window.bench?.(count), runs)) as DecisionFigures;
  }
});

console.log(
  "From request to decision in Chromium, the real classifier in its worker; milliseconds.",
);
console.table(
  [16, 64, 128].map((tokens) =>
    row(
      String(tokens),
      figures.warm.filter((one) => one.tokens === tokens),
    ),
  ),
);
const all = row("all", figures.warm);
console.log(
  JSON.stringify({
    p50Ms: all.p50Ms,
    p95Ms: all.p95Ms,
    coldMs: round(median(figures.colds)),
    guardMs: all.guardMs,
    storageMs: all.storageMs,
  }),
);

function row(tokens: string, times: readonly DecisionTimes[]) {
  const decisions = times.map(({ decisionMs }) => decisionMs);
  return {
    tokens,
    p50Ms: round(median(decisions)),
    p95Ms: round(quantile(decisions, 0.95)),
    guardMs: round(median(times.map(({ guardMs }) => guardMs))),
    storageMs: round(median(times.map(({ storageMs }) => storageMs))),
  };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

import { median } from "./paired-ratio.ts";
import type { QueuedRequest } from "./queue/queue-page.ts";
import { openBench, withBenchPage } from "./run-bench-page.ts";

const ROUNDS = 6;

const all = await withBenchPage("queue", async (page, url) => {
  await openBench(page, url);
  return (await page.evaluate(
    (rounds) => window.bench?.(rounds),
    ROUNDS,
  )) as readonly QueuedRequest[];
});

// Who comes to an empty queue waits for nothing, and is expected to: that would be right by definition.
const waited = all.filter(({ ahead }) => ahead > 0);
const errors = waited.map(
  ({ expectedWaitMs, waitMs }) => Math.abs(expectedWaitMs - waitMs) / waitMs,
);

console.log(
  "Milliseconds until a request runs: as expected when it came, and as it was. Requests of different lengths come at uneven times.",
);
console.table(
  waited.map((each, index) => ({
    "prompt words": each.promptWords,
    "token limit": each.mostTokens,
    ahead: each.ahead,
    expected: Math.round(each.expectedWaitMs),
    real: Math.round(each.waitMs),
    error: round(errors[index] ?? NaN),
  })),
);
console.log(
  JSON.stringify({
    medianError: round(median(errors)),
    requests: waited.length,
    within30Percent: round(errors.filter((error) => error <= 0.3).length / errors.length),
  }),
);

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

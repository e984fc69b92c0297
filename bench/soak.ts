import type { Page } from "@playwright/test";
import { median } from "./paired-ratio.ts";
import { openBench, withBenchPage } from "./run-bench-page.ts";
import { HeapMeter, type HeapSample } from "./soak/heap-meter.ts";
import type { SoakPart } from "./soak/soak-page.ts";

interface Sampled {
  readonly part: SoakPart;
  readonly heap: HeapSample;
}

const GENERATIONS = 500;
/** Between two samples of the heap. */
const IN_PART = 5;
const TENTHS = 10;
const IN_TENTH = GENERATIONS / IN_PART / TENTHS;
/** A worker that was ended is gone within this. */
const SETTLE_MS = 1_000;

const { sampled, workersLeft } = await withBenchPage("soak", async (page, url) => {
  await openBench(page, url);
  const browser = page.context().browser();
  if (browser === null) throw new Error("The page is not in a browser of ours.");
  const meter = await HeapMeter.open(browser);
  const parts: Sampled[] = [];
  while (parts.length * IN_PART < GENERATIONS) {
    parts.push({ part: await run(page, IN_PART), heap: await meter.sample() });
    if (parts.length % IN_TENTH === 0) console.log(`${String(parts.length * IN_PART)} generations`);
  }
  if ((await meter.countWorkers()) === 0) throw new Error("No worker was seen while they ran.");
  await run(page, 0);
  await page.waitForTimeout(SETTLE_MS);
  return { sampled: parts, workersLeft: await meter.countWorkers() };
});

/** The first tenth warms up; what is later compared is the second one and the last. */
const tenths = Array.from({ length: TENTHS }, (_, tenth) =>
  figuresOf(sampled.slice(tenth * IN_TENTH, (tenth + 1) * IN_TENTH)),
);
const heapGrowth = (tenths.at(-1)?.heapBytes ?? NaN) / (tenths[1]?.heapBytes ?? NaN) - 1;
const totalMs = sampled.reduce((sum, { part }) => sum + part.ms, 0);
const aborted = sampled.reduce((sum, { part }) => sum + part.aborted, 0);

console.log("Medians of each tenth of the run; heaps in kB after a forced collection.");
console.table(
  tenths.map(({ pageBytes, workerBytes, workers, ms }) => ({
    page: Math.round(pageBytes / 1000),
    workers: Math.round(workerBytes / 1000),
    "workers running": workers,
    "generations a second": hundredths((1000 * IN_PART) / ms),
  })),
);
console.log(
  `${hundredths((1000 * GENERATIONS) / totalMs)} generations a second, ${String(aborted)} aborted in the middle.`,
);
console.log(
  JSON.stringify({
    heapGrowth: Math.round(heapGrowth * 10_000) / 10_000,
    workersLeft,
    generations: GENERATIONS,
  }),
);

async function run(page: Page, generations: number): Promise<SoakPart> {
  return (await page.evaluate((count) => window.bench?.(count), generations)) as SoakPart;
}

function figuresOf(parts: readonly Sampled[]) {
  const medianOf = (read: (sample: Sampled) => number) => median(parts.map(read));
  return {
    heapBytes: medianOf(({ heap }) => heap.pageBytes + heap.workerBytes),
    pageBytes: medianOf(({ heap }) => heap.pageBytes),
    workerBytes: medianOf(({ heap }) => heap.workerBytes),
    workers: medianOf(({ heap }) => heap.workers),
    ms: medianOf(({ part }) => part.ms),
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

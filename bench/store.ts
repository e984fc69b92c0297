import { median, pairedRatio } from "./paired-ratio.ts";
import { openBench, withBenchPage } from "./run-bench-page.ts";
import type { DownloadFigures, LoadPair } from "./store/store-page.ts";

const PAIRS = 17;

const { download, pairs } = await withBenchPage("store", async (page, url) => {
  // A page of its own for each: what an ended engine leaves behind must not slow the next one.
  const run = async (number: number): Promise<unknown> => {
    await openBench(page, url);
    return page.evaluate((which) => window.bench?.(which), number);
  };
  const downloaded = (await run(0)) as DownloadFigures;
  const loaded: LoadPair[] = [];
  for (let number = 1; number <= PAIRS; number += 1) {
    loaded.push((await run(number)) as LoadPair);
    console.log(`pair ${String(number)} of ${String(PAIRS)}`);
  }
  // The first pair warms both up.
  return { download: downloaded, pairs: loaded.slice(1) };
});

const loads = pairs.map(({ ours, theirs }) => ({
  ours: ours.openMs + ours.loadMs,
  theirs: theirs.readMs + theirs.loadMs,
}));
const { ratio, low, high } = pairedRatio(loads);

console.log(`First download, hashed meanwhile: ${round(download.ms)} ms.`);
console.log(
  `Longest gap in a 4 ms timer of the page meanwhile: ${round(download.longestGapMs)} ms.`,
);
console.log(
  "Loading a stored model in ms: verified by the store, against read and loaded by hand.",
);
console.table(
  pairs.map(({ ours, theirs }) => ({
    "open, verified": round(ours.openMs),
    "load, ours": round(ours.loadMs),
    read: round(theirs.readMs),
    "load, bare": round(theirs.loadMs),
  })),
);
console.log(
  `Medians: ${round(median(pairs.map(({ ours }) => ours.openMs)))} ms to open and verify, ` +
    `${round(median(pairs.map(({ theirs }) => theirs.readMs)))} ms to read.`,
);
console.log(`loadRatio ${thousandths(ratio)}, 95 % ${thousandths(low)} to ${thousandths(high)}`);
console.log(
  JSON.stringify({
    loadRatio: thousandths(ratio),
    high: thousandths(high),
    longTaskMs: round(download.longTaskMs),
  }),
);

function round(ms: number): number {
  return Math.round(ms);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

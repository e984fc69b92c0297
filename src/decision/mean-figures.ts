import type { PathFigures } from "../terms/path.ts";

/** The mean of every figure; of the interval, the mean of its ends. Needs at least one. */
export function meanFigures(all: readonly PathFigures[]): PathFigures {
  return {
    quality: {
      mean: meanOf(all.map(({ quality }) => quality.mean)),
      low: meanOf(all.map(({ quality }) => quality.low)),
      high: meanOf(all.map(({ quality }) => quality.high)),
    },
    costUsd: meanOf(all.map((figures) => figures.costUsd)),
    delayMs: meanOf(all.map((figures) => figures.delayMs)),
    exposureBytes: meanOf(all.map((figures) => figures.exposureBytes)),
  };
}

/** The mean of these numbers. Needs at least one. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

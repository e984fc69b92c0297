import { expect, test } from "vitest";
import { median, pairedRatio, quantile } from "../../../bench/paired-ratio.ts";

test("the median of an even count lies between the two middle values", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([5, 1, 9])).toBe(5);
  expect(median([])).toBeNaN();
});

test("a quantile is interpolated, and its ends are the extremes", () => {
  expect(quantile([0, 10], 0.25)).toBe(2.5);
  expect(quantile([3, 1, 2], 0)).toBe(1);
  expect(quantile([3, 1, 2], 1)).toBe(3);
});

test("equal pairs give their ratio, with no width", () => {
  const pairs = Array.from({ length: 30 }, (_, index) => ({
    ours: 2 * (index + 1),
    theirs: index + 1,
  }));
  expect(pairedRatio(pairs)).toEqual({ ratio: 2, low: 2, high: 2, pairs: 30 });
});

test("a pair counts as a pair: a machine that slows both halves changes nothing", () => {
  const pairs = [1, 5, 1, 50, 1, 2].map((slow) => ({ ours: 0.9 / slow, theirs: 1 / slow }));
  const { ratio, low, high } = pairedRatio(pairs);
  for (const figure of [ratio, low, high]) expect(figure).toBeCloseTo(0.9);
});

test("the interval holds the ratio, widens with the noise and is the same each time", () => {
  const noisy = (noise: number) =>
    Array.from({ length: 31 }, (_, index) => ({
      ours: 1 + (noise * (index - 15)) / 15,
      theirs: 1,
    }));
  const [narrow, wide] = [pairedRatio(noisy(0.05)), pairedRatio(noisy(0.5))];
  expect(narrow.low).toBeLessThan(narrow.ratio);
  expect(narrow.high).toBeGreaterThan(narrow.ratio);
  expect(wide.high - wide.low).toBeGreaterThan(3 * (narrow.high - narrow.low));
  expect(pairedRatio(noisy(0.5))).toEqual(wide);
});

import { expect, test } from "vitest";
import { OpeningProgress } from "../../../../workers/model-store/opening-progress.ts";

const MB = 1 << 20;

function watched(lengths: readonly (number | null)[]) {
  const told: (readonly [string, number, number])[] = [];
  const progress = new OpeningProgress(lengths, (...step) => told.push(step));
  return { told, progress };
}

test("the total is fixed from the first word on where every length is known", () => {
  const { told, progress } = watched([3 * MB, 2 * MB]);
  progress.report("downloading", MB);
  progress.finish(3 * MB);
  progress.report("downloading", MB);
  progress.finish(2 * MB);
  expect(told).toEqual([
    ["downloading", MB, 5 * MB],
    ["downloading", 3 * MB, 5 * MB],
    ["downloading", 4 * MB, 5 * MB],
    ["downloading", 5 * MB, 5 * MB],
  ]);
});

test("a length that is learned later adds to the total, and nothing falls", () => {
  const { told, progress } = watched([null, 2 * MB]);
  progress.repeat();
  progress.learn(3 * MB);
  progress.report("downloading", MB);
  progress.finish(3 * MB);
  expect(told.map(([, loaded, total]) => [loaded, total])).toEqual([
    [0, 2 * MB],
    [MB, 5 * MB],
    [3 * MB, 5 * MB],
  ]);
});

test("a file of which nobody tells the length counts for as much as has come", () => {
  const { told, progress } = watched([null]);
  progress.report("downloading", MB);
  progress.report("downloading", 2 * MB);
  progress.finish(2 * MB);
  expect(told.map(([, loaded, total]) => [loaded, total])).toEqual([
    [MB, MB],
    [2 * MB, 2 * MB],
    [2 * MB, 2 * MB],
  ]);
});

test("what has to be fetched anew waits until it is further than it was", () => {
  const { told, progress } = watched([4 * MB]);
  progress.report("verifying", 3 * MB);
  progress.report("downloading", MB);
  progress.report("downloading", 2 * MB);
  progress.report("downloading", 4 * MB);
  expect(told).toEqual([
    ["verifying", 3 * MB, 4 * MB],
    ["downloading", 3 * MB, 4 * MB],
    ["downloading", 4 * MB, 4 * MB],
  ]);
});

test("small steps are not told one by one", () => {
  const { told, progress } = watched([10 * MB]);
  for (let bytes = 0; bytes <= 10 * MB; bytes += 1_000) progress.report("downloading", bytes);
  expect(told.length).toBeLessThanOrEqual(11);
  expect(told.length).toBeGreaterThanOrEqual(9);
});

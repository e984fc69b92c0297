import { expect, test } from "vitest";
import { expectedQuality } from "../../../src/decision/expected-quality.ts";
import { overallDifficulty } from "../../../src/decision/overall-difficulty.ts";
import { deviceCard, estimate, query } from "./decision-samples.ts";

const twoDimensions = {
  ...estimate,
  difficulties: [
    { mean: 1.5, sd: 0.3 },
    { mean: -0.5, sd: 0.4 },
  ],
  discriminations: [2, 1],
};

test("the overall difficulty weighs each dimension by its discrimination, and so does its doubt", () => {
  const { mean, sd } = overallDifficulty(twoDimensions);
  expect(mean).toBeCloseTo(2 * 1.5 - 0.5, 12);
  expect(sd).toBeCloseTo(Math.hypot(2 * 0.3, 0.4), 12);
});

test("a model of average ability, surely known, fails with just this logit", () => {
  const average = {
    ...deviceCard,
    ability: [
      { mean: 0, sd: 0 },
      { mean: 0, sd: 0 },
    ],
  };
  const { mean, sd } = overallDifficulty(twoDimensions);
  const quality = expectedQuality(query, twoDimensions, average).mean;
  const logit = Math.log((1 - quality) / quality);
  expect(logit * Math.sqrt(1 + (Math.PI * sd ** 2) / 8)).toBeCloseTo(mean, 10);
});

test("an estimate without dimensions is as hard as a coin's toss", () => {
  expect(overallDifficulty({ difficulties: [], discriminations: [] })).toEqual({ mean: 0, sd: 0 });
});

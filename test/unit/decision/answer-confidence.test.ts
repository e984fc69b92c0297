import { expect, test } from "vitest";
import { answerConfidence } from "../../../src/decision/answer-confidence.ts";

const token = (logprob: number, others: readonly number[] = []) => ({
  token: "t",
  logprob,
  alternatives: [logprob, ...others].map((each) => ({ token: "t", logprob: each })),
});

test("no log-probabilities, no confidence", () => {
  expect(answerConfidence([])).toBeNull();
});

test("mean and least log-probability are over the tokens of the answer", () => {
  const found = answerConfidence([token(-1), token(-3)]);
  expect(found).toEqual({ meanLogprob: -2, leastLogprob: -3 });
});

test("entropy counts what is not listed as one outcome", () => {
  const [half, quarter] = [Math.log(0.5), Math.log(0.25)];
  // One half, one quarter, and a quarter that is not listed: 1.5 bits.
  const { meanEntropy = 0 } = answerConfidence([token(half, [quarter])]) ?? {};
  expect(meanEntropy).toBeCloseTo(1.5 * Math.LN2, 12);
});

test("a sure choice has no entropy, even where rounding lets the probabilities exceed 1", () => {
  const { meanEntropy } = answerConfidence([token(0, [-40])]) ?? {};
  expect(meanEntropy).toBeCloseTo(0, 12);
});

test("a word that a grammar forbids adds no entropy", () => {
  const half = Math.log(0.5);
  const { meanEntropy } = answerConfidence([token(half, [half, -Infinity])]) ?? {};
  expect(meanEntropy).toBeCloseTo(Math.LN2, 12);
});

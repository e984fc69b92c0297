import { expect, test } from "vitest";
import {
  checkAnswer,
  isRepeating,
  type AnswerToCheck,
} from "../../../src/decision/answer-checks.ts";

const good: AnswerToCheck = {
  text: "Paris is the capital of France.",
  hasToolCalls: false,
  finishReason: "stop",
  isLimitedByCaller: false,
  confidence: { meanLogprob: -0.4, leastLogprob: -1.5, meanEntropy: 0.6 },
  thresholds: {},
};
const meanOf = (meanLogprob: number) => ({ meanLogprob, leastLogprob: -9 });
const reasonOf = (changes: Partial<AnswerToCheck>): string => {
  const verdict = checkAnswer({ ...good, ...changes });
  return verdict.accepted ? "accepted" : verdict.reason;
};

test("a plain answer is accepted", () => {
  expect(reasonOf({})).toBe("accepted");
});
test("nothing but space is empty; a tool call without text is not", () => {
  expect(reasonOf({ text: " \n" })).toBe("empty");
  expect(reasonOf({ text: "", hasToolCalls: true })).toBe("accepted");
});
test("an answer that loops is repeating", () => {
  expect(reasonOf({ text: "I think so. ".repeat(8) })).toBe("repeating");
  expect(reasonOf({ text: `Well, ${"the cat and the dog sat down and ".repeat(5)}` })).toBe(
    "repeating",
  );
});
test("lists, laughter and zeros are not loops", () => {
  expect(isRepeating("ha ha ha ha, that was good")).toBe(false);
  expect(isRepeating("1 0 0 0 0 1")).toBe(false);
  expect(isRepeating("- one apple\n- one pear\n- one plum\n- one fig")).toBe(false);
});
test("cut at the model's limit it is truncated; at the caller's it is what was asked for", () => {
  expect(reasonOf({ finishReason: "length" })).toBe("truncated");
  expect(reasonOf({ finishReason: "length", isLimitedByCaller: true })).toBe("accepted");
});
test("a refusal is told in English and Korean; an apology inside an answer is none", () => {
  expect(reasonOf({ text: "I'm sorry, but I cannot help with that." })).toBe("refusal");
  expect(reasonOf({ text: "죄송하지만 그 질문에는 답할 수 없습니다." })).toBe("refusal");
  expect(reasonOf({ text: "Write: I'm sorry I am late." })).toBe("accepted");
});
test("log-probabilities below the model's own bar, or hopeless ones, are low confidence", () => {
  expect(reasonOf({ confidence: meanOf(-1.2), thresholds: { leastMeanLogprob: -1 } })).toBe(
    "low_confidence",
  );
  expect(reasonOf({ confidence: meanOf(-0.9), thresholds: { leastMeanLogprob: -1 } })).toBe(
    "accepted",
  );
  expect(reasonOf({ confidence: meanOf(-2.6) })).toBe("low_confidence");
  expect(reasonOf({ confidence: null })).toBe("accepted");
});
test("the least sure token and the entropy count only where the card has a bar for them", () => {
  expect(reasonOf({ thresholds: { leastLogprob: -1 } })).toBe("low_confidence");
  expect(reasonOf({ thresholds: { leastLogprob: -2 } })).toBe("accepted");
  expect(reasonOf({ thresholds: { mostEntropy: 0.5 } })).toBe("low_confidence");
  expect(reasonOf({ thresholds: { mostEntropy: 0.7 } })).toBe("accepted");
});

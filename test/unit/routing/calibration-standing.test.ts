import { describe, expect, test } from "vitest";
import type { Grading } from "../../../src/learning/grade-answer.ts";
import type { CalibrationSet } from "../../../src/routing/calibration-question.ts";
import type { CalibrationRecord } from "../../../src/routing/calibration-record.ts";
import {
  abilityFrom,
  CALIBRATION_LIMITS,
  measuredFrom,
  priorFor,
  questionAfter,
} from "../../../src/routing/calibration-standing.ts";

function questionOf(id: string, grading: Grading, difficulty: number) {
  const difficulties = [{ mean: difficulty, sd: 0 }];
  return { id, grading, prompt: id, answer: "A", difficulties, discriminations: [2.4] };
}

/** A choice and a free answer; the choice is the easier one, and tells more of a weak model by the formula. */
const set: CalibrationSet = {
  classifier: "c",
  questions: [questionOf("choice", "letter", -1.2), questionOf("free", "exact", -0.8)],
};

function recordOf(mean: number, ...answers: readonly [string, boolean][]): CalibrationRecord {
  return {
    prior: [{ mean, sd: 1 }],
    answers: answers.map(([question, isRight]) => ({ question, isRight, tokensPerSecond: null })),
  };
}

describe("which question is next", () => {
  const next = (record: CalibrationRecord, limits = CALIBRATION_LIMITS) =>
    questionAfter(record, set, limits)?.id ?? null;

  test("a weak model is not asked a choice, since it would guess", () => {
    expect(next(recordOf(-2))).toBe("free");
    expect(next(recordOf(-2, ["free", false]))).toBeNull();
  });

  test("a model that would know it is asked a choice where that tells more", () => {
    expect(next(recordOf(-1.2))).toBe("choice");
  });

  test("a model that proves better than was believed is asked a choice after all", () => {
    expect(next(recordOf(-1.6))).toBe("free");
    expect(next(recordOf(-1.6, ["free", true]))).toBe("choice");
  });

  test("none once the ability is certain enough, or the most were asked", () => {
    const record = recordOf(-1.2);
    expect(next(record, { most: 50, sureSd: 0.99 })).toBe("choice");
    expect(next(record, { most: 50, sureSd: 1 })).toBeNull();
    expect(next(record, { most: 0, sureSd: 0.1 })).toBeNull();
  });
});

describe("what is believed before", () => {
  test("is the card's ability, as wide as the spread of all models at least", () => {
    expect(priorFor([{ mean: -2.4, sd: 0.15 }], set)).toEqual([{ mean: -2.4, sd: 1 }]);
    expect(priorFor([{ mean: -2.4, sd: 3 }], set)).toEqual([{ mean: -2.4, sd: 3 }]);
  });

  test("has the dimensions of the set: more are dropped, and missing ones are as for any model", () => {
    const one = { mean: -2, sd: 2 };
    expect(priorFor([one, one], set)).toEqual([one]);
    expect(priorFor([], set)).toEqual([{ mean: 0, sd: 1 }]);
  });
});

test("an answer to a question that is no longer in the set moves nothing", () => {
  const plain = abilityFrom(recordOf(0, ["free", true]), set);
  expect(abilityFrom(recordOf(0, ["free", true], ["gone", false]), set)).toEqual(plain);
  expect(plain[0]!.mean).toBeGreaterThan(0);
});

test("the pace is the median of the answers that tell one", () => {
  const answers = [30, null, 10, 20].map((tokensPerSecond, at) => ({
    question: `q${at}`,
    isRight: false,
    tokensPerSecond,
  }));
  const record = { ...recordOf(0), answers };
  expect(measuredFrom(record, set, 5, 99)).toMatchObject({ tokensPerSecond: 20, questions: 4 });
  expect(measuredFrom(recordOf(0), set, 5, 99).tokensPerSecond).toBe(99);
});

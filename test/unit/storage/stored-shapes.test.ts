import { describe, expect, test } from "vitest";
import { isKept, isRecord, isTotals } from "../../../src/storage/stored-shapes.ts";
import { noTotals } from "../../../src/storage/record-totals.ts";
import {
  sampleAnswer,
  sampleDecision,
  sampleEstimate,
  sampleRecord,
} from "../../fakes/memory-samples.ts";

const stamps = { savedAt: 1, usedAt: 1 };

describe("a whole value is believed", () => {
  test("in every store", () => {
    expect(isKept("decisions", { ...stamps, value: sampleDecision() })).toBe(true);
    expect(isKept("estimates", { ...stamps, value: sampleEstimate() })).toBe(true);
    expect(isKept("answers", { ...stamps, value: sampleAnswer() })).toBe(true);
    expect(isKept("verdicts", { ...stamps, value: { accepted: true } })).toBe(true);
    expect(isRecord(sampleRecord("a"))).toBe(true);
    expect(isTotals(noTotals)).toBe(true);
  });

  test("with the infinite delay of a path that cannot be taken", () => {
    const [first] = sampleDecision().candidates;
    const figures = { ...first!.figures, delayMs: Infinity };
    const value = { ...sampleDecision(), candidates: [{ ...first, figures, utility: -Infinity }] };
    expect(isKept("decisions", { ...stamps, value })).toBe(true);
  });
});

describe("a broken value is not", () => {
  const broken: readonly [string, boolean][] = [
    ["no object", isKept("decisions", "text")],
    ["no stamps", isKept("decisions", { value: sampleDecision() })],
    [
      "a stamp that is no number",
      isKept("verdicts", { savedAt: NaN, usedAt: 1, value: { accepted: true } }),
    ],
    ["another store's value", isKept("estimates", { ...stamps, value: sampleDecision() })],
    [
      "a rejection without its reason",
      isKept("verdicts", { ...stamps, value: { accepted: false } }),
    ],
    [
      "a reason nobody knows",
      isKept("decisions", { ...stamps, value: { ...sampleDecision(), reason: "whim" } }),
    ],
    [
      "an event nobody knows",
      isKept("answers", { ...stamps, value: { ...sampleAnswer(), events: [{ type: "x" }] } }),
    ],
    ["a record without an id", isRecord({ ...sampleRecord("a"), id: undefined })],
    ["totals with NaN", isTotals({ ...noTotals, costUsd: NaN })],
  ];
  test.each(broken)("%s", (_name, isBelieved) => {
    expect(isBelieved).toBe(false);
  });
});

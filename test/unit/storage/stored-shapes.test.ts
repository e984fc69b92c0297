import { describe, expect, test } from "vitest";
import { isRecord, isTotals } from "../../../src/storage/record-shapes.ts";
import { noTotals } from "../../../src/storage/record-totals.ts";
import { isKept } from "../../../src/storage/stored-shapes.ts";
import {
  sampleAnswer,
  sampleCalibration,
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
    expect(isKept("calibrations", { ...stamps, value: sampleCalibration() })).toBe(true);
    expect(isRecord(sampleRecord("a"))).toBe(true);
    expect(isTotals(noTotals)).toBe(true);
  });

  test("with a skill among the steps of its path", () => {
    const path = { id: "skill:units", steps: [{ kind: "skill", skill: "units" }] } as const;
    const value = { ...sampleDecision(), path, reason: "exact_skill" };
    expect(isKept("decisions", { ...stamps, value })).toBe(true);
    expect(isRecord({ ...sampleRecord("a"), pathId: path.id, reason: "exact_skill" })).toBe(true);
  });

  test("with a path that waits for a download", () => {
    const [first] = sampleDecision().candidates;
    const standing = { status: "excluded", reason: "not_downloaded" };
    const value = { ...sampleDecision(), candidates: [{ ...first, standing }] };
    expect(isKept("decisions", { ...stamps, value })).toBe(true);
  });

  test("with how sure a model was of its words", () => {
    const confidence = { meanLogprob: -0.4, leastLogprob: -Infinity, meanEntropy: 0.6 };
    expect(isRecord({ ...sampleRecord("a"), confidence })).toBe(true);
  });

  test("with a calibration that has not come to its end", () => {
    const { measured: _, ...unfinished } = sampleCalibration();
    expect(isKept("calibrations", { ...stamps, value: unfinished })).toBe(true);
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
    [
      "a calibration whose prior is no number",
      isKept("calibrations", {
        ...stamps,
        value: { ...sampleCalibration(), prior: [{ mean: NaN, sd: 1 }] },
      }),
    ],
    [
      "a calibration with an answer that is neither right nor wrong",
      isKept("calibrations", {
        ...stamps,
        value: { ...sampleCalibration(), answers: [{ question: "q", tokensPerSecond: 9 }] },
      }),
    ],
    ["a record without an id", isRecord({ ...sampleRecord("a"), id: undefined })],
    [
      "a confidence without its figures",
      isRecord({ ...sampleRecord("a"), confidence: { meanEntropy: 0.6 } }),
    ],
    ["totals with NaN", isTotals({ ...noTotals, costUsd: NaN })],
  ];
  test.each(broken)("%s", (_name, isBelieved) => {
    expect(isBelieved).toBe(false);
  });
});

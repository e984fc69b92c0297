import type { CalibrationRecord } from "../../src/routing/calibration-record.ts";
import type { StoredAnswer, StoredDecision } from "../../src/routing/ports.ts";
import type { Estimate } from "../../src/terms/estimate.ts";
import type { RequestRecord } from "../../src/terms/record.ts";

/** A decision whose seed shows in its propensity, so that two can be told apart. */
export function sampleDecision(seed = 1): StoredDecision {
  const path = {
    id: "device:small>check>cloud:large@low",
    steps: [
      { kind: "device", model: "small" },
      { kind: "check" },
      { kind: "cloud", model: "large", effort: "low" },
    ],
  } as const;
  const figures = {
    quality: { mean: 0.7, low: 0.5, high: 0.9 },
    costUsd: 0.001,
    delayMs: 900,
    exposureBytes: 120,
  };
  return {
    path,
    reason: "best_value",
    isUnsure: false,
    candidates: [
      { path, figures, utility: 0.6, standing: { status: "chosen" } },
      {
        path: { id: "cloud:large", steps: [{ kind: "cloud", model: "large" }] },
        figures,
        utility: 0.5,
        standing: { status: "excluded", reason: "offline" },
      },
    ],
    propensity: seed,
  };
}

export function sampleEstimate(): Estimate {
  return {
    version: "1",
    difficulties: [{ mean: 0.2, sd: 0.5 }],
    discriminations: [1],
    domain: { general: 1 },
    task: {},
    needsTools: 0.1,
  };
}

export function sampleAnswer(text = "Paris."): StoredAnswer {
  return {
    events: [
      { type: "text-added", text },
      {
        type: "answer-ended",
        finishReason: "stop",
        usage: { promptTokens: 9, completionTokens: 3 },
      },
    ],
    model: "small",
    place: "device",
  };
}

/** A calibration of two answers that came to its end. */
export function sampleCalibration(): CalibrationRecord {
  return {
    prior: [{ mean: -1, sd: 1 }],
    answers: [
      { question: "a", isRight: true, tokensPerSecond: 12 },
      { question: "b", isRight: false, tokensPerSecond: null },
    ],
    measured: {
      ability: [{ mean: -0.9, sd: 0.6 }],
      tokensPerSecond: 12,
      questions: 2,
      rightAnswers: 1,
      measuredAt: 1_000,
      classifier: "1",
    },
  };
}

/** One record answered on the device, with one body of 100 bytes sent on the way; `changes` override it. */
export function sampleRecord(id: string, changes: Partial<RequestRecord> = {}): RequestRecord {
  return {
    id,
    madeAt: 1_000,
    conversation: "c1",
    turn: 1,
    pathId: "device:small",
    decisionKey: "00",
    reason: "best_value",
    model: "small",
    place: "device",
    status: "answered",
    versions: { classifier: "1", cards: "1", rules: "1", guard: "1" },
    propensity: 1,
    seed: 7,
    expectedQuality: 0.6,
    isDecisionCached: false,
    timings: { decisionMs: 1, firstTokenMs: 5, totalMs: 50 },
    usage: { promptTokens: 9, completionTokens: 3 },
    costUsd: 0.25,
    verdict: { accepted: true },
    findingKinds: ["EMAIL"],
    sent: [{ destination: "https://a.example/v1", model: "large", bytes: 100, sentAt: 1_001 }],
    ...changes,
  };
}

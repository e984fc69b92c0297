import { describe, expect, test } from "vitest";
import { candidatePaths } from "../../../src/decision/candidate-paths.ts";
import { pathFigures } from "../../../src/decision/path-figures.ts";
import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import type { PathFigures } from "../../../src/terms/path.ts";
import { cloudCard, deviceCard, estimate, input, query, situation } from "./decision-samples.ts";

function figures(changes: Partial<DecisionInput>, id: string): PathFigures {
  const now = { ...input, ...changes };
  const composed = candidatePaths(now.query, now.fleet, now.policy.choice).find(
    ({ path }) => path.id === id,
  );
  if (composed === undefined) throw new Error(`no path ${id}`);
  return pathFigures(composed, now.query, now.estimate, now.situation);
}
const near = (changes: Partial<DecisionInput> = {}): PathFigures =>
  figures(changes, "device:small");
const far = (changes: Partial<DecisionInput> = {}): PathFigures => figures(changes, "cloud:large");
const checked = (changes: Partial<DecisionInput> = {}): PathFigures =>
  figures(changes, "device:small>check>cloud:large");
const withDevice = (card: Partial<typeof deviceCard>) => ({
  fleet: [{ ...deviceCard, ...card }, cloudCard],
});
const withCloud = (card: Partial<typeof cloudCard>) => ({
  fleet: [deviceCard, { ...cloudCard, ...card }],
});

describe("R2: quality moves with", () => {
  test("difficulty, down", () => {
    const harder = { ...estimate, difficulties: [{ mean: 1, sd: 0.5 }] };
    expect(near({ estimate: harder }).quality.mean).toBeLessThan(near().quality.mean);
  });
  test("ability, up", () => {
    const abler = withDevice({ ability: [{ mean: 1, sd: 0.3 }] });
    expect(near(abler).quality.mean).toBeGreaterThan(near().quality.mean);
  });
  test("uncertainty, towards one half and a wider interval", () => {
    const vague = { estimate: { ...estimate, difficulties: [{ mean: -2, sd: 3 }] } };
    const sharp = { estimate: { ...estimate, difficulties: [{ mean: -2, sd: 0.1 }] } };
    expect(near(vague).quality.mean).toBeLessThan(near(sharp).quality.mean);
    const width = ({ quality }: PathFigures): number => quality.high - quality.low;
    expect(width(near(vague))).toBeGreaterThan(width(near(sharp)));
  });
  test("a language the card does not name, down; an unknown one leaves it", () => {
    expect(near({ query: { ...query, language: "ko" } }).quality.mean).toBeLessThan(
      near().quality.mean,
    );
    expect(far({ query: { ...query, language: "ko" } })).toEqual(far());
  });
  test("no estimate: average difficulty, hardly known", () => {
    const { mean, low, high } = near({ estimate: null }).quality;
    expect(mean).toBeCloseTo(0.5);
    expect(high - low).toBeGreaterThan(0.8);
  });
  test("the logistic of ability minus difficulty where both are known exactly", () => {
    const exact = {
      estimate: { ...estimate, difficulties: [{ mean: 1, sd: 0 }] },
      ...withDevice({ ability: [{ mean: 0, sd: 0 }] }),
    };
    expect(near(exact).quality.mean).toBeCloseTo(1 / (1 + Math.E));
  });
});

describe("R3: a check", () => {
  test("lifts quality over the device alone, and costs less than the cloud alone", () => {
    expect(checked().quality.mean).toBeGreaterThan(near().quality.mean);
    expect(checked().costUsd).toBeLessThan(far().costUsd);
    expect(checked().exposureBytes).toBeLessThan(far().exposureBytes);
  });
  test("that rejects more wrong answers lifts it further", () => {
    const sharper = withDevice({ checkPower: { passesRight: 0.95, rejectsWrong: 0.9 } });
    expect(checked(sharper).quality.mean).toBeGreaterThan(checked().quality.mean);
  });
});

describe("R4: cost and exposure move with", () => {
  test("the price", () => {
    const dear = withCloud({ price: { ...cloudCard.price, outputUsdPerMillionTokens: 100 } });
    expect(far(dear).costUsd).toBeGreaterThan(far().costUsd);
    expect(far().costUsd).toBeCloseTo((20 * 2 + 60 * 10) / 1e6);
    expect(near().costUsd).toBe(0);
  });
  test("the bytes of the prompt, and nothing is exposed on the device", () => {
    const longer = { query: { ...query, promptBytes: 5000 } };
    expect(far(longer).exposureBytes - far().exposureBytes).toBe(4940);
    expect(near(longer).exposureBytes).toBe(0);
  });
  test("the effort, which thinks longer and better", () => {
    const efforts = [{ effort: "high", abilityGain: 1, reasoningTokens: 1000 }] as const;
    const thinking = figures(withCloud({ efforts }), "cloud:large@high");
    expect(thinking.costUsd).toBeGreaterThan(far().costUsd);
    expect(thinking.quality.mean).toBeGreaterThan(far().quality.mean);
    expect(thinking.delayMs).toBeGreaterThan(far().delayMs);
  });
});

describe("R5: delay moves with", () => {
  const state = situation.deviceModels[0]!;
  const withState = (changes: Partial<typeof state>) => ({
    situation: { ...situation, deviceModels: [{ ...state, ...changes }] },
  });
  test("the queue", () => {
    expect(near(withState({ expectedWaitMs: 5000 })).delayMs - near().delayMs).toBe(5000);
  });
  test("loading", () => {
    expect(near(withState({ expectedLoadMs: 3000 })).delayMs - near().delayMs).toBe(3000);
  });
  test("the measured speed, which replaces the card's", () => {
    const slow = near(withState({ tokensPerSecond: 10, promptTokensPerSecond: 10 }));
    expect(slow.delayMs).toBe(100 + 2000 + 6000);
    expect(near().delayMs).toBe(100 + 400 + 3000);
  });
  test("the length of prompt and answer", () => {
    expect(near({ query: { ...query, answerTokens: 120 } }).delayMs).toBeGreaterThan(
      near().delayMs,
    );
    expect(near({ query: { ...query, promptTokens: 200 } }).delayMs).toBeGreaterThan(
      near().delayMs,
    );
  });
});

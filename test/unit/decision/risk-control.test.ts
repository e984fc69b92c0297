import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  leastQualityFor,
  leastQualityToStay,
  RISK_CONTROL,
} from "../../../src/decision/risk-control.ts";
import { readRouterManifest } from "../../../src/decision/router-manifest.ts";
import { riskControl } from "./decision-samples.ts";

describe("leastQualityFor", () => {
  test.each([
    [0, null],
    [0.04, null],
    [0.05, null],
    [0.1, 0.8],
    [0.15, 0.8],
    [0.2, 0.6],
    [0.9, 0.6],
    [1, 0],
  ])("a bound of %d asks for %d: the largest fitted step at or below it", (alpha, least) => {
    expect(leastQualityFor(alpha, riskControl)).toBe(least);
  });

  test("what keeps a tighter bound keeps a wider one, whatever the wider step says", () => {
    const steps = [
      { alpha: 0.1, leastQuality: 0.7, keptShare: 0.1 },
      { alpha: 0.2, leastQuality: null, keptShare: 0 },
    ];
    expect(leastQualityFor(0.3, { ...riskControl, steps })).toBe(0.7);
  });

  const step = fc.record({
    alpha: fc.double({ min: 0, max: 1, noNaN: true }),
    leastQuality: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    keptShare: fc.constant(0),
  });
  const bound = fc.double({ min: 0, max: 1, noNaN: true });

  test("never asks for more as the bound grows, whatever the table", () => {
    fc.assert(
      fc.property(fc.array(step), bound, bound, (steps, one, other) => {
        const table = { ...riskControl, steps };
        const [low, high] = one < other ? [one, other] : [other, one];
        const ask = (alpha: number) => leastQualityFor(alpha, table) ?? Infinity;
        expect(ask(high)).toBeLessThanOrEqual(ask(low));
      }),
    );
  });
});

describe("leastQualityToStay", () => {
  test("without a bound everything may stay, even where nothing was estimated", () => {
    expect(leastQualityToStay(undefined, null, riskControl)).toBe(0);
    expect(leastQualityToStay(1, null, riskControl)).toBe(0);
  });

  test("on probabilities that the table was not fitted on, nothing may stay", () => {
    expect(leastQualityToStay(0.2, "test", riskControl)).toBe(0.6);
    expect(leastQualityToStay(0.2, "other", riskControl)).toBe(Infinity);
    expect(leastQualityToStay(0.2, null, riskControl)).toBe(Infinity);
  });
});

describe("the shipped table", () => {
  test("was fitted on the shipped classifier", () => {
    const manifest = readFileSync(
      new URL("../../../public/models/router/manifest.json", import.meta.url),
      "utf8",
    );
    expect(RISK_CONTROL.classifier).toBe(readRouterManifest(manifest)?.version);
  });

  test("has the steps that were promised, smallest first, and never asks for more at a larger one", () => {
    const alphas = RISK_CONTROL.steps.map(({ alpha }) => alpha);
    for (const alpha of [0.05, 0.1, 0.2]) expect(alphas).toContain(alpha);
    expect(alphas).toEqual(alphas.toSorted((one, other) => one - other));
    const asked = RISK_CONTROL.steps.map(({ leastQuality }) => leastQuality ?? Infinity);
    expect(asked).toEqual(asked.toSorted((one, other) => other - one));
  });
});

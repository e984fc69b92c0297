import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseText } from "../../../src/decision/normalise-text.ts";
import {
  FEATURE_REGIONS,
  FEATURE_ROWS,
  FEATURE_VERSION,
  queryFeatures,
} from "../../../src/decision/query-features.ts";
import { STRUCTURE_NAMES } from "../../../src/decision/query-structure.ts";
import type { Demand } from "../../../src/terms/query.ts";

interface Golden {
  readonly version: string;
  readonly cases: readonly {
    readonly text: string;
    readonly precedingText: string;
    readonly demands: readonly Demand[];
    readonly ids: readonly number[];
    readonly weights: readonly number[];
    readonly structure: readonly number[];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL("../../fixtures/query-features.json", import.meta.url), "utf8"),
) as Golden;

function featuresOf(text: string, precedingText = "", demands: readonly Demand[] = []) {
  const query = { text: normaliseText(text), precedingText: normaliseText(precedingText), demands };
  return queryFeatures(query);
}

function rounded(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Math.round(value * 1e6) / 1e6);
}

describe("queryFeatures", () => {
  test("gives the golden vectors of this feature version, so a changed feature needs a new version", () => {
    expect(golden.version).toBe(FEATURE_VERSION);
    for (const { text, precedingText, demands, ...expected } of golden.cases) {
      const features = featuresOf(text, precedingText, demands);
      expect(Array.from(features.ids)).toEqual(expected.ids);
      expect(rounded(features.weights)).toEqual(expected.weights);
      expect(rounded(features.structure)).toEqual(expected.structure);
    }
  });

  test("letter case, spacing and full-width forms change nothing", () => {
    const plain = featuresOf("what is 12 + 30? show the steps");
    expect(featuresOf("  WHAT IS  12 + 30?\tShow the Steps ")).toEqual(plain);
    expect(featuresOf("ｗｈａｔ is 12 + 30? show the steps")).toEqual(plain);
  });

  test("a short follow-up is read with the turn before it, a long one alone", () => {
    const before = "How do plants turn light into sugar?";
    expect(featuresOf("and why?", before)).not.toEqual(featuresOf("and why?"));
    const long = "Write a short story about a lighthouse keeper who collects lost letters";
    expect(featuresOf(long, before)).toEqual(featuresOf(long));
  });

  test("other scripts have rows of their own", () => {
    const { start } = FEATURE_REGIONS.otherScripts;
    const ids = Array.from(featuresOf("한국의 수도는 어디인가요").ids);
    expect(ids.filter((id) => id >= start).length).toBeGreaterThan(10);
    expect(Array.from(featuresOf("the capital of Korea").ids).every((id) => id < start)).toBe(true);
  });

  test("any text, empty, huge or broken, gives finite features inside the table", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000, size: "max" }), (text) => {
        const { ids, weights, structure } = featuresOf(text, text.slice(0, 9));
        expect(ids.length).toBe(weights.length);
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => id >= 0 && id < FEATURE_ROWS)).toBe(true);
        expect(structure.length).toBe(STRUCTURE_NAMES.length);
        expect([...weights, ...structure].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

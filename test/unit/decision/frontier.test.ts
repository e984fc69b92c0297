import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import { frontierOf } from "../../../src/decision/frontier.ts";
import { overallDifficulty } from "../../../src/decision/overall-difficulty.ts";
import { dominates } from "../../../src/decision/path-utility.ts";
import { REFERENCE_MIX, referenceInputs } from "../../../src/decision/reference-mix.ts";
import { decide } from "../../../src/decision/route-policy.ts";
import type { Frontier, FrontierPath } from "../../../src/terms/frontier.ts";
import { decisionInput } from "./decision-arbitrary.ts";
import { cloudCard, deviceCard, estimate, input, situation } from "./decision-samples.ts";

const atDifficulty = (mean: number, changes: Partial<DecisionInput> = {}): DecisionInput => ({
  ...input,
  estimate: { ...estimate, difficulties: [{ mean, sd: 0.5 }] },
  ...changes,
});
const pathOf = (frontier: Frontier, id: string): FrontierPath | undefined =>
  frontier.paths.find(({ path }) => path.id === id);

describe("R22: the paths of a fleet over several requests", () => {
  test("carry the means of what a decision would say of each", () => {
    const inputs = [atDifficulty(-1), atDifficulty(1)];
    const [easy, hard] = inputs.map((each) => decide(each).candidates[0]?.figures);
    const { figures, openShare } = pathOf(frontierOf(inputs), "device:small")!;
    expect(openShare).toBe(1);
    expect(figures.delayMs).toBe(easy!.delayMs);
    for (const end of ["mean", "low", "high"] as const)
      expect(figures.quality[end]).toBeCloseTo((easy!.quality[end] + hard!.quality[end]) / 2, 12);
  });

  test("come at every effort, whatever was wished or the depth would choose", () => {
    const efforts = (["low", "high"] as const).map((effort) => ({
      effort,
      abilityGain: 1,
      reasoningTokens: 100,
    }));
    const deep = { ...estimate, reasoningDepth: "high" } as const;
    const query = { ...input.query, wishes: { effort: "low" } } as const;
    const fleet = [{ ...cloudCard, efforts }];
    const { paths } = frontierOf([{ ...input, fleet, query, estimate: deep }]);
    expect(paths.map(({ path }) => path.id)).toEqual(["cloud:large@low", "cloud:large@high"]);
  });

  test("a path worse in every figure names the paths that are better", () => {
    const worse = { ...cloudCard, id: "worse", ability: [{ mean: 0, sd: 0.3 }] };
    const dear = { ...worse, price: { ...worse.price, outputUsdPerMillionTokens: 20 } };
    const frontier = frontierOf([atDifficulty(0, { fleet: [cloudCard, dear] })]);
    expect(pathOf(frontier, "cloud:worse")).toMatchObject({
      isDominated: true,
      dominatedBy: ["cloud:large"],
    });
    expect(pathOf(frontier, "cloud:large")).toMatchObject({ isDominated: false, dominatedBy: [] });
  });

  test("a path that is closed for a request is no substitute for one that is open", () => {
    const query = { ...input.query, demands: ["tools"] } as const;
    const plain = { ...cloudCard, id: "plain", capabilities: [], ability: [{ mean: 9, sd: 0.3 }] };
    const fleet = [cloudCard, plain];
    const frontier = frontierOf([atDifficulty(0, { fleet }), atDifficulty(0, { fleet, query })]);
    expect(pathOf(frontier, "cloud:plain")).toMatchObject({ openShare: 0.5 });
    expect(pathOf(frontier, "cloud:large")).toMatchObject({ openShare: 1, isDominated: false });
  });

  test("what the mode or the device forbids is not among them", () => {
    const closed = { ...situation, mode: "device-only" } as const;
    const here = frontierOf([{ ...input, situation: closed }]);
    expect(here.paths.map(({ path }) => path.id)).toEqual(["device:small"]);
    const gone = { ...closed, deviceModels: [] };
    expect(frontierOf([{ ...input, situation: gone }])).toEqual({ paths: [], mixes: [] });
  });

  test("no path that another beats in every mean figure is unmarked, and no other is marked", () => {
    const means = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 3 });
    fc.assert(
      fc.property(decisionInput, means, ({ policy, ...first }, others) => {
        // Without a cap all requests, which differ in difficulty alone, have the same paths open.
        const { maxPriceUsd: _cap, ...uncapped } = policy;
        const now = { ...first, policy: uncapped };
        const rest = others.map((mean) => ({ ...now, estimate: atDifficulty(mean).estimate }));
        const { paths } = frontierOf([now, ...rest]);
        for (const path of paths) {
          const better = paths.filter((other) => dominates(other.figures, path.figures));
          expect(path.dominatedBy).toEqual(better.map((other) => other.path.id));
          expect(path.isDominated).toBe(better.length > 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("R22: the router's own choices along the dial", () => {
  const inputs = [-2, -1, 0, 1, 2].map((mean) => atDifficulty(mean));

  test("are told at eleven settings, and are what decide chooses there", () => {
    const { mixes } = frontierOf(inputs);
    expect(mixes.map(({ preference }) => preference)).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
    ]);
    const costs = inputs.map((each) => {
      const { path, candidates } = decide({ ...each, policy: { ...each.policy, preference: 0.7 } });
      return candidates.find((other) => other.path.id === path?.id)!.figures.costUsd;
    });
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    expect(mixes[7]?.figures.costUsd).toBeCloseTo(mean, 12);
  });

  test("saving keeps everything here, quality sends and costs more", () => {
    const { mixes } = frontierOf(inputs);
    const [saving, best] = [mixes[0]!, mixes[10]!];
    expect(saving).toMatchObject({ deviceShare: 1, figures: { costUsd: 0, exposureBytes: 0 } });
    expect(best.deviceShare).toBeLessThan(0.5);
    expect(best.figures.quality.mean).toBeGreaterThan(saving.figures.quality.mean);
  });

  test("an answer that a check may pass on stays by the chance that it is passed", () => {
    const fleet = [deviceCard, cloudCard];
    const policy = { ...input.policy, deadlineMs: 1e9 };
    const { mixes } = frontierOf([atDifficulty(-1, { fleet, policy })]);
    expect(mixes.some(({ deviceShare }) => deviceShare > 0 && deviceShare < 1)).toBe(true);
  });
});

describe("the reference mix", () => {
  test("spans the tenths of difficulty in order, one question each", () => {
    const difficulties = REFERENCE_MIX.questions.map(({ difficulty }) => difficulty);
    expect(difficulties).toHaveLength(10);
    expect(difficulties).toEqual(difficulties.toSorted((one, other) => one - other));
  });

  test.each([1, 3])("is as difficult for a fleet of %i dimensions", (dimensions) => {
    const ability = Array.from({ length: dimensions }, () => ({ mean: 0, sd: 0.3 }));
    const inputs = referenceInputs({ ...input, fleet: [{ ...deviceCard, ability }] });
    const read = inputs.map((each) => overallDifficulty(each.estimate!));
    const { questions, discrimination, sd } = REFERENCE_MIX;
    questions.forEach(({ difficulty }, at) => {
      expect(read[at]?.mean).toBeCloseTo(discrimination * difficulty, 12);
      expect(read[at]?.sd).toBeCloseTo(discrimination * sd, 12);
    });
  });
});

import { describe, expect, test } from "vitest";
import { decide } from "../../../src/decision/route-policy.ts";
import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import type { Readiness } from "../../../src/terms/situation.ts";
import { cloudCard, deviceCard, input, policy, query, situation } from "./decision-samples.ts";

const withSkill: DecisionInput = { ...input, situation: { ...situation, skill: "arithmetic" } };

const standingOf = (given: DecisionInput, id: string) =>
  decide(given).candidates.find(({ path }) => path.id === id)?.standing;

describe("R23: exact skills", () => {
  test("R23: a recognised request is answered by its skill, free, at once and without leaving", () => {
    const decision = decide(withSkill);
    expect(decision.path).toEqual({
      id: "skill:arithmetic",
      steps: [{ kind: "skill", skill: "arithmetic" }],
    });
    expect(decision).toMatchObject({ reason: "exact_skill", isUnsure: false });
    const [chosen] = decision.candidates;
    expect(chosen?.figures).toMatchObject({ costUsd: 0, exposureBytes: 0 });
    // Nothing is taken off for anything that could leave.
    expect(chosen?.utility).toBeCloseTo(chosen?.figures.quality.mean ?? NaN, 4);
  });

  test("R23: it keeps the tightest risk, and holds offline without any model", () => {
    // No estimate keeps a bound this tight: every model must hand on.
    const strict = { ...withSkill, policy: { ...policy, maxWrongOnDevice: 0.05 } };
    expect(decide(strict)).toMatchObject({ path: { id: "skill:arithmetic" }, isUnsure: false });
    const near = standingOf(strict, `device:${deviceCard.id}`);
    expect(near).toEqual({ status: "excluded", reason: "over_risk" });
    const alone = { ...withSkill.situation, isOnline: false, deviceModels: [] };
    expect(decide({ ...withSkill, fleet: [], situation: alone }).path?.id).toBe("skill:arithmetic");
  });

  test("R23: whoever names the device gets it; whoever names the cloud or a model does not", () => {
    const on = (choice: DecisionInput["policy"]["choice"]) =>
      standingOf({ ...withSkill, policy: { ...policy, choice } }, "skill:arithmetic");
    expect(on({ kind: "place", place: "device" })).toEqual({ status: "chosen" });
    const refused = { status: "excluded", reason: "not_chosen_by_caller" };
    expect(on({ kind: "place", place: "cloud" })).toEqual(refused);
    expect(on({ kind: "model", model: deviceCard.id })).toEqual(refused);
  });

  test("R23: what demands more than words is not a skill's", () => {
    const demanding = { ...withSkill, query: { ...query, demands: ["schema"] as const } };
    expect(standingOf(demanding, "skill:arithmetic")).toEqual({
      status: "excluded",
      reason: "lacks_schema",
    });
  });

  test("R23: the band of a conversation keeps no other path before a skill", () => {
    const able = { ...deviceCard, ability: [{ mean: 9, sd: 0 }] };
    const previous = { ...withSkill.situation, previousPathId: `device:${able.id}` };
    const given = { ...withSkill, fleet: [able], situation: previous };
    const [exact, near] = decide(given).candidates;
    expect(near?.path.id).toBe(previous.previousPathId);
    expect((exact?.utility ?? 0) - (near?.utility ?? 0)).toBeLessThan(0.05);
    expect(decide(given).path?.id).toBe("skill:arithmetic");
  });
});

describe("R9: what is not on this device", () => {
  const at = (readiness: Readiness, mayDownload: boolean) =>
    standingOf(
      {
        ...input,
        fleet: [deviceCard, cloudCard],
        situation: {
          ...situation,
          mayDownload,
          deviceModels: [{ model: deviceCard.id, readiness, expectedLoadMs: 0, expectedWaitMs: 0 }],
        },
      },
      `device:${deviceCard.id}`,
    );

  test("R9: a model that would have to be downloaded needs a gesture; one in the store does not", () => {
    expect(at("downloadable", false)).toEqual({ status: "excluded", reason: "not_downloaded" });
    expect(at("downloadable", true)?.status).not.toBe("excluded");
    expect(at("loadable", false)?.status).not.toBe("excluded");
  });

  test("R9: one that cannot run is unavailable, gesture or not", () => {
    expect(at("unavailable", true)).toEqual({ status: "excluded", reason: "device_unavailable" });
  });

  test("R5: swapping counts: of two equal models the loaded one is taken", () => {
    const other = { ...deviceCard, id: "other" };
    const state = { readiness: "loadable", expectedLoadMs: 9_000, expectedWaitMs: 0 } as const;
    const decision = decide({
      ...input,
      fleet: [other, deviceCard],
      situation: {
        ...situation,
        deviceModels: [
          { ...state, model: "other" },
          { ...state, model: deviceCard.id, readiness: "ready", expectedLoadMs: 0 },
        ],
      },
    });
    expect(decision.path?.id).toBe(`device:${deviceCard.id}`);
    const delays = decision.candidates.map(({ figures }) => figures.delayMs);
    expect((delays[0] ?? 0) - (delays[1] ?? 0)).toBe(9_000);
  });
});

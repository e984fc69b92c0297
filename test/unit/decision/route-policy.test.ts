import { describe, expect, test } from "vitest";
import { decide, type DecisionInput } from "../../../src/decision/route-policy.ts";
import type { Decision, NoPath } from "../../../src/terms/decision.ts";
import { cloudCard, deviceCard, input, policy, query, situation } from "./decision-samples.ts";

const DEVICE = "device:small";
const CLOUD = "cloud:large";
const CHECKED = "device:small>check>cloud:large";

function standingOf(decision: Decision | NoPath, id: string) {
  return decision.candidates.find(({ path }) => path.id === id)?.standing;
}

function excluded(changes: Partial<DecisionInput>, id: string) {
  const standing = standingOf(decide({ ...input, ...changes }), id);
  return standing?.status === "excluded" ? standing.reason : (standing?.status ?? "not composed");
}

describe("which paths there are", () => {
  test("R1: device, cloud, and device-check-cloud are composed from the fleet", () => {
    expect(decide(input).candidates.map(({ path }) => path.id)).toEqual([DEVICE, CLOUD, CHECKED]);
  });

  test("R1: each effort of a cloud card is a path of its own, and a wished effort the only one", () => {
    const efforts = (["low", "high"] as const).map((effort) => ({
      effort,
      abilityGain: 0.5,
      reasoningTokens: 100,
    }));
    const fleet = [{ ...cloudCard, efforts }];
    const ids = (wished: DecisionInput) => decide(wished).candidates.map(({ path }) => path.id);
    expect(ids({ ...input, fleet })).toEqual(["cloud:large@low", "cloud:large@high"]);
    const wishes = { effort: "high" } as const;
    expect(ids({ ...input, fleet, query: { ...query, wishes } })).toEqual(["cloud:large@high"]);
  });

  test("R1: a huge fleet is bounded", () => {
    const fleet = Array.from({ length: 200 }, (_, index) => ({ ...cloudCard, id: `m${index}` }));
    expect(decide({ ...input, fleet }).candidates).toHaveLength(64);
  });
});

describe("which paths are excluded, and why", () => {
  test("R6: a named place or model is all that is tried", () => {
    const place = { policy: { ...policy, choice: { kind: "place", place: "device" } as const } };
    expect(excluded(place, CLOUD)).toBe("not_chosen_by_caller");
    expect(excluded(place, CHECKED)).toBe("not_chosen_by_caller");
    expect(decide({ ...input, ...place })).toMatchObject({
      path: { id: DEVICE },
      reason: "forced_place",
    });
    const model = { policy: { ...policy, choice: { kind: "model", model: "large" } as const } };
    expect(decide({ ...input, ...model })).toMatchObject({
      path: { id: CLOUD },
      reason: "forced_model",
    });
  });

  test("R7: in device-only nothing that reaches the cloud is open, however hard the question", () => {
    const changes = { situation: { ...situation, mode: "device-only" } as const };
    expect(excluded(changes, CLOUD)).toBe("device_only");
    expect(excluded(changes, CHECKED)).toBe("device_only");
  });

  test("R8: stays on the device while offline, but a server on this machine is not away", () => {
    const changes = { situation: { ...situation, isOnline: false } };
    expect(excluded(changes, CLOUD)).toBe("offline");
    const local = { ...cloudCard, destination: "http://127.0.0.1:8080/v1/chat/completions" };
    expect(excluded({ ...changes, fleet: [deviceCard, local] }, CLOUD)).not.toBe("offline");
    const lookalike = { ...cloudCard, destination: "http://localhost.example.com/v1" };
    expect(excluded({ ...changes, fleet: [deviceCard, lookalike] }, CLOUD)).toBe("offline");
  });

  test("R9: a device model that cannot run here is excluded", () => {
    expect(excluded({ situation: { ...situation, deviceModels: [] } }, DEVICE)).toBe(
      "device_unavailable",
    );
  });

  test.each([
    ["tools", "lacks_tools"],
    ["schema", "lacks_schema"],
    ["images", "lacks_images"],
  ] as const)("R10: a model without %s is excluded when they are demanded", (demand, reason) => {
    expect(excluded({ query: { ...query, demands: [demand] } }, DEVICE)).toBe(reason);
  });

  test("R11: a prompt over the context is excluded there and open elsewhere", () => {
    const changes = { query: { ...query, promptTokens: 3000 } };
    expect(excluded(changes, DEVICE)).toBe("context_too_small");
    expect(excluded(changes, CLOUD)).toBe("chosen");
  });

  test("R12: what was refused or failed is not tried again", () => {
    const refused = { scope: { place: "cloud" }, reason: "consent_refused" } as const;
    const failed = { scope: { model: "small" }, reason: "failed" } as const;
    const both = decide({ ...input, situation: { ...situation, exclusions: [refused, failed] } });
    expect(both.path).toBeNull();
    expect(standingOf(both, CLOUD)).toEqual({ status: "excluded", reason: "consent_refused" });
    expect(standingOf(both, DEVICE)).toEqual({ status: "excluded", reason: "failed" });
  });

  test("R13: caps are held against what is expected", () => {
    expect(excluded({ policy: { ...policy, maxPriceUsd: 0 } }, CLOUD)).toBe("over_price_cap");
    expect(excluded({ policy: { ...policy, deadlineMs: 100 } }, CLOUD)).toBe("over_deadline");
  });

  test("R14: a question that failed the check before goes straight on, if it can", () => {
    const lastVerdict = { accepted: false, reason: "repeating" } as const;
    const failedHere = { ...situation, lastVerdict };
    const decision = decide({ ...input, situation: failedHere });
    expect(decision).toMatchObject({ path: { id: CLOUD } });
    expect(standingOf(decision, DEVICE)).toEqual({
      status: "excluded",
      reason: "failed_check_before",
    });
    const offline = decide({ ...input, situation: { ...failedHere, isOnline: false } });
    expect(offline).toMatchObject({ path: { id: DEVICE } });
  });
});

describe("which path is chosen", () => {
  const atDifficulty = (mean: number, preference = 0.5): Decision | NoPath =>
    decide({
      ...input,
      estimate: { ...input.estimate!, difficulties: [{ mean, sd: 0.5 }] },
      policy: { ...policy, preference },
    });

  test("R15: an easy question stays here and a hard one goes far", () => {
    expect(atDifficulty(-3).path?.steps[0]?.kind).toBe("device");
    expect(atDifficulty(1)).toMatchObject({ path: { id: CLOUD } });
  });

  test("R15: the dial at saving keeps what the dial at quality sends", () => {
    expect(atDifficulty(0, 0)).toMatchObject({ path: { id: DEVICE } });
    expect(atDifficulty(0, 1)).toMatchObject({ path: { id: CLOUD } });
  });

  test("R16: equal inputs give equal decisions", () => {
    expect(decide(structuredClone(input))).toEqual(decide(input));
  });

  test("R17: a hard question that must stay is unsure", () => {
    const offline = { ...situation, isOnline: false };
    const hard = { ...input.estimate!, difficulties: [{ mean: 3, sd: 0.5 }] };
    expect(decide({ ...input, estimate: hard, situation: offline })).toMatchObject({
      path: { id: DEVICE },
      isUnsure: true,
      reason: "only_path",
    });
  });

  test("R18: a path worse in every figure says that it is dominated", () => {
    const worse = {
      ...cloudCard,
      id: "worse",
      ability: [{ mean: 1, sd: 0.3 }],
      price: { ...cloudCard.price, outputUsdPerMillionTokens: 20 },
    };
    const decision = decide({ ...input, fleet: [cloudCard, worse] });
    expect(standingOf(decision, "cloud:worse")).toEqual({ status: "lost", reason: "dominated" });
  });
});

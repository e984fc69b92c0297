import { describe, expect, test } from "vitest";
import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import { CONVERSATION_BAND } from "../../../src/decision/earlier-path.ts";
import { decide } from "../../../src/decision/route-policy.ts";
import type { Decision, NoPath } from "../../../src/terms/decision.ts";
import type { Effort } from "../../../src/terms/place.ts";
import {
  cloudCard,
  deviceCard,
  estimate,
  input,
  policy,
  query,
  situation,
} from "./decision-samples.ts";

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

  describe("of a cloud card with the efforts high and low", () => {
    const efforts = (["high", "low"] as const).map((effort) => ({
      effort,
      abilityGain: 0.5,
      reasoningTokens: 100,
    }));
    const fleet = [{ ...cloudCard, efforts }];
    const ids = (wish?: Effort, reasoningDepth?: Effort) => {
      const wishes = wish === undefined ? {} : { effort: wish };
      const depth = reasoningDepth === undefined ? {} : { reasoningDepth };
      const changes = { fleet, query: { ...query, wishes }, estimate: { ...estimate, ...depth } };
      return decide({ ...input, ...changes }).candidates.map(({ path }) => path.id);
    };

    test("R1: each effort is a path of its own where neither a wish nor a depth chooses", () => {
      expect(ids()).toEqual(["cloud:large@high", "cloud:large@low"]);
      const unread = decide({ ...input, fleet, estimate: null });
      expect(unread.candidates).toHaveLength(2);
    });

    test.each([
      ["minimal", "cloud:large@low"],
      ["low", "cloud:large@low"],
      ["medium", "cloud:large@high"],
      ["high", "cloud:large@high"],
    ] as const)("R1: the depth %s chooses the nearest level at or above it", (depth, id) => {
      expect(ids(undefined, depth)).toEqual([id]);
    });

    test("R1: what the caller wished goes before the depth, to the nearest level too", () => {
      expect(ids("low", "high")).toEqual(["cloud:large@low"]);
      expect(ids("minimal", "high")).toEqual(["cloud:large@low"]);
    });

    test("R1: where the level that the depth chose is over a cap, a lower one within it takes its place", () => {
      const deep = { ...estimate, reasoningDepth: "high" } as const;
      const [high] = efforts;
      const thoughtful = {
        ...cloudCard,
        efforts: [{ ...high!, reasoningTokens: 9000 }, efforts[1]!],
      };
      const capped = (maxPriceUsd: number) =>
        decide({
          ...input,
          fleet: [thoughtful],
          estimate: deep,
          policy: { ...policy, maxPriceUsd },
        });
      expect(capped(1).path?.id).toBe("cloud:large@high");
      expect(capped(0.01)).toMatchObject({ path: { id: "cloud:large@low" } });
      expect(capped(0.01).candidates).toHaveLength(1);
      expect(standingOf(capped(0), "cloud:large@high")).toMatchObject({ reason: "over_price_cap" });
    });

    test("R1: where no level is deep enough the deepest is composed", () => {
      const shallow = [{ ...cloudCard, efforts: efforts.slice(1) }];
      const deep = { ...estimate, reasoningDepth: "high" } as const;
      const decision = decide({ ...input, fleet: shallow, estimate: deep });
      expect(decision.candidates.map(({ path }) => path.id)).toEqual(["cloud:large@low"]);
    });
  });

  test("R1: a huge fleet is bounded", () => {
    const fleet = Array.from({ length: 200 }, (_, index) => ({ ...cloudCard, id: `m${index}` }));
    expect(decide({ ...input, fleet }).candidates).toHaveLength(64);
  });

  test("R1: efforts that only stand by take no other model's place", () => {
    const efforts = (["minimal", "low", "medium", "high"] as const).map((effort) => ({
      effort,
      abilityGain: 0,
      reasoningTokens: 100,
    }));
    const clouds = Array.from({ length: 20 }, (_, at) => ({ ...cloudCard, id: `m${at}`, efforts }));
    const deep = { ...estimate, reasoningDepth: "high" } as const;
    const { candidates } = decide({ ...input, fleet: [deviceCard, ...clouds], estimate: deep });
    expect(candidates).toHaveLength(41);
    expect(candidates.every(({ path }) => !/@(minimal|low|medium)$/.test(path.id))).toBe(true);
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

describe("R19: a bound on the share of wrong answers that stay", () => {
  const bounded = (mean: number, changes: Partial<DecisionInput> = {}, maxWrongOnDevice = 0.1) =>
    decide({
      ...input,
      estimate: { ...estimate, difficulties: [{ mean, sd: 0.1 }] },
      ...changes,
      policy: { ...policy, preference: 0, maxWrongOnDevice, ...changes.policy },
    });
  const offline = { situation: { ...situation, isOnline: false } };

  test("what is expected to be right often enough stays", () => {
    expect(bounded(-2)).toMatchObject({ path: { id: DEVICE }, isUnsure: false });
  });

  test("what is not goes to the cloud, however much the dial saves", () => {
    const decision = bounded(0.5);
    expect(decision).toMatchObject({ path: { id: CLOUD }, isUnsure: false });
    expect(standingOf(decision, DEVICE)).toEqual({ status: "excluded", reason: "over_risk" });
    expect(bounded(0.5, {}, 1)).toMatchObject({ path: { id: DEVICE } });
  });

  test("of a checked answer it holds what the check would pass", () => {
    // .71 alone; .86 of what passes a check that rejects 60 % of the wrong and 5 % of the right.
    const decision = bounded(-0.9);
    expect(standingOf(decision, DEVICE)).toEqual({ status: "excluded", reason: "over_risk" });
    expect(standingOf(decision, CHECKED)).not.toMatchObject({ status: "excluded" });
    expect(standingOf(bounded(0.5), CHECKED)).toEqual({ status: "excluded", reason: "over_risk" });
  });

  test("where no other path is left the attempt is given as unsure", () => {
    const decision = bounded(-1, offline);
    expect(decision).toMatchObject({ path: { id: DEVICE }, isUnsure: true, reason: "only_path" });
    const named = { policy: { ...policy, choice: { kind: "place", place: "device" } as const } };
    expect(bounded(-1, named)).toMatchObject({ path: { id: DEVICE }, isUnsure: true });
  });

  test("of several attempts the one likeliest right is left", () => {
    const better = { ...deviceCard, id: "better", ability: [{ mean: 0.5, sd: 0.3 }] };
    const deviceModels = ["small", "better"].map((model) => ({
      ...situation.deviceModels[0]!,
      model,
    }));
    const here = { ...situation, deviceModels };
    const decision = bounded(1, { fleet: [deviceCard, better], situation: here });
    expect(decision).toMatchObject({ path: { id: "device:better" }, isUnsure: true });
    expect(standingOf(decision, DEVICE)).toEqual({ status: "excluded", reason: "over_risk" });
  });

  test("where no threshold keeps the bound, or another classifier was asked, nothing stays", () => {
    expect(bounded(-9, {}, 0.05)).toMatchObject({ path: { id: CLOUD } });
    const other = { ...estimate, version: "other", difficulties: [{ mean: -9, sd: 0.1 }] };
    expect(bounded(-9, { estimate: other })).toMatchObject({ path: { id: CLOUD } });
    expect(bounded(-9, { estimate: null })).toMatchObject({ path: { id: CLOUD } });
  });
});

describe("R20: a conversation stays on its path", () => {
  /** A difficulty at which another path is worth a little more than the cloud. */
  const near = { ...estimate, difficulties: [{ mean: -1.15, sd: 0.5 }] };
  const on = (previousPathId: string, changes: Partial<DecisionInput> = {}) =>
    decide({
      ...input,
      estimate: near,
      ...changes,
      situation: { ...situation, previousPathId, ...changes.situation },
    });
  const utilityOf = (decision: Decision | NoPath, id: string): number =>
    decision.candidates.find(({ path }) => path.id === id)?.utility ?? NaN;

  test("while another is not better by more than the band", () => {
    const free = decide({ ...input, estimate: near });
    const lead = utilityOf(free, free.path!.id) - utilityOf(free, CLOUD);
    expect(free.path?.id).not.toBe(CLOUD);
    expect(lead).toBeGreaterThan(0);
    expect(lead).toBeLessThan(CONVERSATION_BAND);
    const kept = on(CLOUD);
    expect(kept).toMatchObject({ path: { id: CLOUD }, reason: "kept_in_conversation" });
    expect(standingOf(kept, free.path!.id)).toEqual({ status: "lost", reason: "within_band" });
  });

  test("and leaves it when another is better by more", () => {
    const easy = { ...estimate, difficulties: [{ mean: -3, sd: 0.5 }] };
    const decision = on(CLOUD, { estimate: easy });
    expect(decision).toMatchObject({ path: { id: CHECKED }, reason: "best_value" });
    expect(standingOf(decision, CLOUD)).toMatchObject({ status: "lost" });
  });

  test("the best path needs no such reason", () => {
    const { path } = decide({ ...input, estimate: near });
    expect(on(path!.id)).toMatchObject({ path, reason: "best_value" });
  });

  test("a place or a model that the caller names is not bound", () => {
    const choice = { kind: "place", place: "device" } as const;
    expect(on(CLOUD, { policy: { ...policy, choice } })).toMatchObject({ path: { id: DEVICE } });
  });

  test("an excluded path is not kept", () => {
    const offline = { ...situation, isOnline: false, previousPathId: CLOUD };
    expect(on(CLOUD, { situation: offline })).toMatchObject({ path: { id: DEVICE } });
  });

  test("the route is kept at the effort that the question now needs", () => {
    const efforts = (["low", "high"] as const).map((effort) => ({
      effort,
      abilityGain: 0,
      reasoningTokens: 0,
    }));
    const fleet = [deviceCard, { ...cloudCard, efforts }];
    const deep = { ...near, reasoningDepth: "high" } as const;
    expect(on("cloud:large@low", { fleet, estimate: deep })).toMatchObject({
      path: { id: "cloud:large@high" },
      reason: "kept_in_conversation",
    });
  });
});

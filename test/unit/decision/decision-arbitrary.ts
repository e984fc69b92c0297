import fc from "fast-check";
import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import type { ModelCard } from "../../../src/terms/model-card.ts";
import type { Effort } from "../../../src/terms/place.ts";
import type { Exclusion, Readiness } from "../../../src/terms/situation.ts";
import {
  cloudCard,
  deviceCard,
  estimate,
  policy,
  query,
  riskControl,
  situation,
} from "./decision-samples.ts";

const logit = fc.double({ min: -4, max: 4, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const effort = fc.constantFrom<Effort>("minimal", "low", "medium", "high");
const DEVICE_IDS = ["small", "better"];
const CLOUD_IDS = ["large", "larger"];

const power = fc.record({ passesRight: share, rejectsWrong: share });

function device(id: string): fc.Arbitrary<ModelCard> {
  return fc
    .record({ mean: logit, checkPower: power, speed: logit })
    .map(({ mean, checkPower, speed }) => ({
      ...deviceCard,
      id,
      ability: [{ mean, sd: 0.3 }],
      checkPower,
      pace: { ...deviceCard.pace, tokensPerSecond: 10 * Math.exp(speed) },
    }));
}

function cloud(id: string): fc.Arbitrary<ModelCard> {
  const efforts = fc.uniqueArray(effort, { maxLength: 3 });
  return fc.record({ mean: logit, price: share, efforts }).map((drawn) => ({
    ...cloudCard,
    id,
    ability: [{ mean: drawn.mean, sd: 0.3 }],
    price: { ...cloudCard.price, outputUsdPerMillionTokens: 20 * drawn.price },
    efforts: drawn.efforts.map((level, at) => ({
      effort: level,
      abilityGain: 0.3 * at,
      reasoningTokens: 200 * at,
    })),
  }));
}

/** None, some or all of these cards. */
function someOf(cards: readonly fc.Arbitrary<ModelCard>[]): fc.Arbitrary<readonly ModelCard[]> {
  return fc.tuple(...cards).chain((all) => fc.subarray(all));
}

const exclusion: fc.Arbitrary<Exclusion> = fc.record({
  scope: fc.constantFrom({ place: "cloud" as const }, { model: "small" }, { model: "large" }),
  reason: fc.constantFrom("failed", "consent_refused"),
});

const nowHere = fc.record({
  isOnline: fc.boolean(),
  mode: fc.constantFrom("device-only", "ask", "allow"),
  readiness: fc.constantFrom<Readiness>("ready", "loadable", "unavailable"),
  exclusions: fc.array(exclusion, { maxLength: 2 }),
  previousPathId: fc.option(
    fc.constantFrom(
      "device:small",
      "cloud:large",
      "cloud:large@low",
      "device:small>check>cloud:large",
      "gone",
    ),
    { nil: undefined },
  ),
  lastVerdict: fc.option(fc.constant({ accepted: false, reason: "empty" } as const), {
    nil: undefined,
  }),
});

const wanted = fc.record({
  preference: share,
  maxWrongOnDevice: fc.option(share, { nil: undefined }),
  maxPriceUsd: fc.option(fc.double({ min: 0, max: 0.01, noNaN: true }), { nil: undefined }),
  whenUnsure: fc.constantFrom("say", "withhold"),
  choice: fc.constantFrom<DecisionInput["policy"]["choice"]>(
    { kind: "auto" },
    { kind: "auto" },
    { kind: "place", place: "device" },
    { kind: "model", model: "large" },
  ),
});

const read = fc.option(
  fc.record({
    mean: logit,
    sd: fc.double({ min: 0, max: 2, noNaN: true }),
    depth: fc.option(effort, { nil: undefined }),
  }),
);

/** Leaves out what is undefined, as the types ask. */
function withoutGaps<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as never;
}

/** Any decision over up to two models of each place, with every option that this version knows. */
export const decisionInput: fc.Arbitrary<DecisionInput> = fc
  .record({
    devices: someOf(DEVICE_IDS.map(device)),
    clouds: someOf(CLOUD_IDS.map(cloud)),
    nowHere,
    wanted,
    read,
  })
  .map((drawn) => {
    const { readiness, ...here } = drawn.nowHere;
    const state = { readiness, expectedLoadMs: 0, expectedWaitMs: 0 };
    return {
      query,
      estimate: drawn.read && {
        ...estimate,
        difficulties: [{ mean: drawn.read.mean, sd: drawn.read.sd }],
        ...withoutGaps({ reasoningDepth: drawn.read.depth }),
      },
      fleet: [...drawn.devices, ...drawn.clouds],
      situation: {
        ...situation,
        ...withoutGaps(here),
        deviceModels: DEVICE_IDS.map((model) => ({ model, ...state })),
      },
      policy: { ...policy, ...withoutGaps(drawn.wanted) },
      riskControl,
    };
  });

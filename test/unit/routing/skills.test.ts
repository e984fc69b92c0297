import { describe, expect, test } from "vitest";
import { openRouter } from "../../../src/open-router.ts";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import type { RouterOptions } from "../../../src/router.ts";
import { RouterError } from "../../../src/router-error.ts";
import { fakeAssembly, type FakeWorld } from "../../fakes/fake-parts.ts";
import { fakeWorld } from "../../fakes/fake-world.ts";
import { cloudCard, deviceCard } from "../decision/decision-samples.ts";

const EXACT = { skill: "arithmetic", text: "391", explanation: "17 × 23 = 391" } as const;
const sum = (text: string) => (text === "17 * 23" ? EXACT : null);

function open(changes: Partial<FakeWorld>, options: RouterOptions = {}) {
  const world = fakeWorld(changes);
  const assembly = fakeAssembly(world, () => Promise.resolve("send"));
  const router = openRouter(assembly, options);
  /** The stores that were written to. */
  const kept: string[] = [];
  const { memory } = assembly.parts;
  const keep = memory.keep.bind(memory);
  memory.keep = (store, key, value) => (kept.push(store), keep(store, key, value));
  const ask = (content: string, more: Partial<ChatRequest> = {}) =>
    router.chat.completions.create({
      model: "auto",
      messages: [{ role: "user", content }],
      ...more,
      stream: false,
    });
  return { world, router, ask, kept };
}

describe("a request that a skill recognises", () => {
  test("is answered exactly; no model runs and nothing leaves", async () => {
    const { world, ask } = open({ skill: sum });
    const answer = await ask("17 * 23", { max_completion_tokens: 1 });
    expect(answer.choices[0].message.content).toBe("391");
    expect(answer.choices[0].finish_reason).toBe("stop");
    expect(answer.nearside).toMatchObject({
      place: "device",
      model: "skill:arithmetic",
      pathId: "skill:arithmetic",
      reason: "exact_skill",
      costUsd: 0,
      sentBytes: 0,
      skill: { name: "arithmetic", explanation: "17 × 23 = 391" },
    });
    expect([world.deviceRuns, world.sent]).toEqual([[], []]);
  });

  test("has its record: where it was answered, along which path", async () => {
    const { router, ask } = open({ skill: sum });
    const { nearside } = await ask("17 * 23");
    const [record] = await router.records();
    expect(record).toMatchObject({
      id: nearside?.id,
      place: "device",
      model: "skill:arithmetic",
      status: "answered",
    });
  });

  test("needs no classifier, and can be explained after a reload", async () => {
    const { world, ask, kept } = open({ skill: sum, isClassifierBroken: true });
    const { nearside } = await ask("17 * 23");
    expect([world.estimates, nearside?.warnings, kept]).toEqual([0, [], ["decisions"]]);
    await ask("17 * 23", { model: "cloud" });
    expect(world.estimates).toBe(1);
  });

  test("is told by a preview too, and its path can be taken", async () => {
    const { router } = open({ skill: sum });
    const request = { model: "auto", messages: [{ role: "user", content: "17 * 23" }] } as const;
    const decision = await router.preview(request);
    expect(decision.path.id).toBe("skill:arithmetic");
    const answer = await router.chat.completions.create(
      { ...request, stream: false },
      { decision },
    );
    expect(answer.choices[0].message.content).toBe("391");
  });

  test("is calculated anew each time: neither decision nor answer serves an old one", async () => {
    let count = 0;
    const clock = () => ({ skill: "time-zone", text: `${++count}`, explanation: "" }) as const;
    const { ask, kept } = open({ skill: clock }, { cacheAnswers: true });
    const first = await ask("What time is it?");
    const second = await ask("What time is it?");
    expect([first, second].map(({ choices }) => choices[0].message.content)).toEqual(["1", "2"]);
    expect(second.nearside?.isAnswerCached).toBe(false);
    expect(kept).not.toContain("answers");
    await ask("What time is it?", { logprobs: true });
    expect(kept).toContain("answers");
  });

  test("leaves the conversation on the path it was on", async () => {
    // At the second difficulty another path is worth a little more, so that only the conversation keeps the first.
    const { world, ask } = open({ skill: sum, difficulty: 2 }, { privacy: "allow" });
    const nearside = { conversation: "c" };
    const before = await ask("hard", { nearside });
    await ask("17 * 23", { nearside });
    world.difficulty = -1.15;
    const after = await ask("nearly easy", { nearside });
    expect(after.nearside).toMatchObject({
      pathId: before.nearside?.pathId,
      reason: "kept_in_conversation",
    });
  });

  test("goes to the model that the caller names", async () => {
    const { ask } = open({ skill: sum });
    const answer = await ask("17 * 23", { model: deviceCard.id });
    expect(answer.nearside?.model).toBe(deviceCard.id);
  });
});

test("skills that fail fail no request: it says so and goes on", async () => {
  const { ask } = open({ areSkillsBroken: true });
  const answer = await ask("17 * 23");
  expect(answer.nearside?.warnings).toContain("skills: worker_died");
  expect(answer.choices[0].message.content).not.toBe("");
});

describe("a model that is not on this device", () => {
  const absent = { fleet: [deviceCard], readiness: { [deviceCard.id]: "downloadable" } } as const;

  test("is not downloaded without a gesture: a code and a sentence", async () => {
    const { ask } = open({ ...absent, fleet: [...absent.fleet], hasGesture: false });
    await expect(ask("hello")).rejects.toMatchObject({ code: "model_not_downloaded" });
  });

  test("answers after a gesture", async () => {
    const { ask } = open({ ...absent, fleet: [...absent.fleet], hasGesture: true });
    expect((await ask("hello")).nearside?.model).toBe(deviceCard.id);
  });

  test("is weighed anew after a gesture, which changes nothing where all is there", async () => {
    const cachedAfterGesture = async (readiness: "loadable" | "downloadable") => {
      const { world, ask } = open({ readiness: { [deviceCard.id]: readiness }, hasGesture: false });
      await ask("hello");
      world.hasGesture = true;
      return (await ask("hello")).nearside?.isDecisionCached;
    };
    expect(await cachedAfterGesture("loadable")).toBe(true);
    expect(await cachedAfterGesture("downloadable")).toBe(false);
  });

  test("leaves the request to the cloud, if that may be asked", async () => {
    const { ask } = open({ ...absent, fleet: [deviceCard, cloudCard], hasGesture: false });
    expect((await ask("hello")).nearside?.place).toBe("cloud");
  });
});

describe("the ladder after a device model has failed", () => {
  const lost = new RouterError("device_lost", "The GPU was reset.");
  const cards = ["gpu-large", "gpu-small", "processor"].map((id, index) => ({
    ...deviceCard,
    id,
    ability: [{ mean: 3 - index, sd: 0.1 }],
  }));

  test("the next best device model is tried, and each failure is told", async () => {
    const { world, ask } = open({ fleet: cards, device: { texts: [], fails: lost } });
    await expect(ask("hello")).rejects.toMatchObject({ code: "device_lost" });
    expect(world.deviceRuns).toEqual(["gpu-large", "gpu-small", "processor"]);
  });

  test("device-only never reaches the cloud, whatever fails", async () => {
    const { world, ask } = open(
      { fleet: [...cards, cloudCard], device: { texts: [], fails: lost } },
      { privacy: "device-only" },
    );
    await expect(ask("hello")).rejects.toMatchObject({ code: "device_lost" });
    expect(world.sent).toEqual([]);
  });

  test.each([
    [0, ["gpu-large", "gpu-small", "processor"], "cloud"],
    [1, ["gpu-large"], "cloud"],
  ] as const)(
    "what comes after a failure is what the weights say: at preference %d %o, then the cloud",
    async (preference, runs, place) => {
      const weaker = [3, -3, -4].map((mean) => [{ mean, sd: 0.1 }]);
      const near = cards.map((card, index) => ({ ...card, ability: weaker[index] ?? [] }));
      const { world, ask } = open(
        { fleet: [...near, cloudCard], difficulty: 0, device: { texts: [], fails: lost } },
        { privacy: "allow", preference },
      );
      const { nearside } = await ask("hello");
      expect([world.deviceRuns, nearside?.place]).toEqual([runs, place]);
    },
  );

  test("where the cloud may be asked it answers in the end, with every failure as a warning", async () => {
    const fleet = [
      ...cards.map((card) => ({ ...card, ability: [{ mean: 9, sd: 0.1 }] })),
      cloudCard,
    ];
    const { world, ask } = open(
      { fleet, device: { texts: [], fails: lost } },
      { privacy: "allow" },
    );
    const { nearside } = await ask("hello");
    expect(nearside?.place).toBe("cloud");
    expect(nearside?.warnings).toEqual(world.deviceRuns.map((model) => `${model}: device_lost`));
    expect(world.deviceRuns.length).toBeGreaterThan(0);
  });
});

describe("how sure a device model was of its words", () => {
  const alternatives = [
    { token: "yes", logprob: Math.log(0.5) },
    { token: "no", logprob: Math.log(0.25) },
  ];
  const logprobs = [{ token: "yes", logprob: Math.log(0.5), alternatives }];
  const device = { texts: ["yes"], logprobs };

  test("is in the report and in the record, and not where no model answered", async () => {
    const { router, ask } = open({ fleet: [deviceCard], device, skill: sum });
    const { nearside } = await ask("hello");
    expect(nearside?.confidence?.leastLogprob).toBeCloseTo(Math.log(0.5));
    expect(nearside?.confidence?.meanEntropy).toBeCloseTo(1.5 * Math.LN2);
    const [record] = await router.records();
    expect(record?.confidence).toEqual(nearside?.confidence);
    expect((await ask("17 * 23")).nearside).not.toHaveProperty("confidence");
  });

  test("is held against the bars on its card", async () => {
    const verdictAt = async (mostEntropy: number) => {
      const checkPower = { passesRight: 0.95, rejectsWrong: 0.6, mostEntropy };
      const { ask } = open({ fleet: [{ ...deviceCard, checkPower }], device });
      return (await ask("hello")).nearside?.verdict;
    };
    expect(await verdictAt(1.1)).toEqual({ accepted: true });
    expect(await verdictAt(1)).toEqual({ accepted: false, reason: "low_confidence" });
  });
});

test("a conversation that is too long for the device loses its oldest turns, and that is said", async () => {
  const turn = (content: string) => ({ role: "user", content }) as const;
  const { ask } = open({ fleet: [{ ...deviceCard, contextTokens: 400 }] });
  const messages = [turn("a".repeat(800)), turn("b".repeat(400))];
  expect((await ask("", { messages })).nearside?.warnings).toEqual(["small: history_shortened"]);
  expect((await ask("short")).nearside?.warnings).toEqual([]);
});

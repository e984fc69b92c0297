import { beforeAll, describe, expect, test } from "vitest";
import { readCalibrationSet } from "../../../src/device/calibration-set.ts";
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { CalibrationSet } from "../../../src/routing/calibration-question.ts";
import {
  runCalibration,
  type CalibrationParts,
  type CalibrationStanding,
} from "../../../src/routing/calibration-run.ts";
import { MemoryAdapter } from "../../../src/storage/memory-adapter.ts";
import { SimulatedModel, type SimulatedModelOptions } from "../../fakes/simulated-model.ts";

/** The simulated model's card, of the ability that is believed of it before. */
const cardOf = (mean = 0) => ({ ...SMOLLM2_CARD, id: "m", ability: [{ mean, sd: 1 }] });
let set: CalibrationSet;
beforeAll(async () => {
  set = await readCalibrationSet(AbortSignal.timeout(10_000));
});

/** A model of this ability, and parts around it; what stands against work is taken from `hindrances`, one a look. */
function world(model: Partial<SimulatedModelOptions> = {}) {
  const device = new SimulatedModel({ questions: set.questions, ability: 0, ...model });
  const hindrances: ("mains" | "page")[] = [];
  const told: CalibrationStanding[] = [];
  const clock = { elapsed: 0 };
  const parts: CalibrationParts = {
    device,
    memory: new MemoryAdapter(() => 0, ""),
    surroundings: { now: () => 1_000, elapsed: () => clock.elapsed },
    conditions: {
      hindrance: () => Promise.resolve(hindrances.shift() ?? null),
      nextLook: async (signal) => signal.throwIfAborted(),
    },
    readQuestions: () => Promise.resolve(set),
  };
  const run = (
    more: {
      readonly parts?: Partial<CalibrationParts>;
      readonly options?: Parameters<typeof runCalibration>[2];
      readonly revision?: string;
      readonly believed?: number;
      readonly signal?: AbortSignal;
      readonly onProgress?: (standing: CalibrationStanding) => void;
    } = {},
  ) =>
    runCalibration(
      { card: cardOf(more.believed), revision: more.revision ?? "1" },
      { ...parts, ...more.parts },
      more.options ?? {},
      (standing) => {
        told.push(standing);
        more.onProgress?.(standing);
      },
      more.signal ?? new AbortController().signal,
    );
  return { device, parts, hindrances, told, clock, run };
}

/** Aborts a run once so many questions are answered. */
function abortAfter(answers: number) {
  const controller = new AbortController();
  const onProgress = ({ asked }: CalibrationStanding) => {
    if (asked === answers) controller.abort();
  };
  return { signal: controller.signal, onProgress };
}

const lost = (code: "engine_failed" | "worker_died") => new RouterError(code, "It broke.");

describe("the ability that is found", () => {
  test.each([-3, -2, -1, 0, 1, 1.5])(
    "of a model at %s lies in its 80 % interval in most of 20 runs, though the model guesses letters",
    async (ability) => {
      let covered = 0;
      for (let seed = 1; seed <= 20; seed += 1) {
        // What is believed before is off by up to a logit, to either side.
        const believed = ability + ((seed % 5) - 2) / 2;
        const measured = await world({ ability, seed }).run({ believed });
        const [found] = measured.ability;
        if (Math.abs(found!.mean - ability) <= 1.2816 * found!.sd) covered += 1;
      }
      expect(covered / 20).toBeGreaterThanOrEqual(0.65);
    },
    30_000,
  );

  test("is told with its questions, right answers, date and scale", async () => {
    const { device, run } = world();
    const measured = await run();
    expect(measured.questions).toBe(device.asked.length);
    expect(measured.rightAnswers).toBeGreaterThan(0);
    expect(measured.rightAnswers).toBeLessThan(measured.questions);
    expect(measured).toMatchObject({ measuredAt: 1_000, classifier: set.classifier });
  });

  test("of a better model is higher", async () => {
    const [weak, strong] = await Promise.all([
      world({ ability: -0.5 }).run(),
      world({ ability: 1 }).run(),
    ]);
    expect(strong.ability[0]!.mean - weak.ability[0]!.mean).toBeGreaterThan(0.8);
  });
});

describe("how long it asks", () => {
  test("it stops as soon as the ability is certain enough", async () => {
    const { told, run } = world();
    const measured = await run();
    expect(measured.questions).toBeLessThan(20);
    expect(measured.ability[0]!.sd).toBeLessThanOrEqual(0.25);
    expect(told.at(-2)!.ability.sd).toBeGreaterThan(0.25);
  });

  test("it asks no more than the most, however uncertain it is", async () => {
    const measured = await world().run({ options: { most: 4 } });
    expect(measured.questions).toBe(4);
    expect(measured.ability[0]!.sd).toBeGreaterThan(0.25);
  });

  test("it ends when no question is left", async () => {
    const few = { ...set, questions: set.questions.slice(0, 3) };
    const parts = { readQuestions: () => Promise.resolve(few) };
    expect((await world().run({ parts })).questions).toBe(3);
  });
});

test("it asks in the background, at temperature 0, for a short answer, no question twice", async () => {
  const { device, run } = world({ ability: -2 });
  await run();
  expect(new Set(device.asked).size).toBe(device.asked.length);
  for (const { request, priority } of device.requests) {
    expect(priority).toBe("background");
    expect(request).toMatchObject({ temperature: 0, max_completion_tokens: 64 });
  }
});

test("progress is told at the start and after every answer", async () => {
  const { told, run } = world();
  await run({ options: { most: 3 } });
  expect(told.map(({ asked }) => asked)).toEqual([0, 1, 2, 3]);
  for (const standing of told)
    expect(standing).toMatchObject({ model: "m", most: 3, waitsFor: null });
  expect(told[3]!.ability.sd).toBeLessThan(told[0]!.ability.sd);
});

describe("it waits", () => {
  test("while the device is on battery or the page is in use, says so, and asks nothing meanwhile", async () => {
    const { device, hindrances, told, run } = world();
    hindrances.push("mains", "mains", "page");
    const askedWhileWaiting: number[] = [];
    await run({
      options: { most: 1 },
      onProgress: ({ waitsFor }) => {
        if (waitsFor !== null) askedWhileWaiting.push(device.asked.length);
      },
    });
    expect(told.map(({ waitsFor }) => waitsFor)).toEqual([null, "mains", "page", null, null]);
    expect(askedWhileWaiting).toEqual([0, 0]);
    expect(device.asked).toHaveLength(1);
  });

  test("while a person's request runs or waits", async () => {
    const { device, parts, told, run } = world();
    device.state = { expectedWaitMs: 900 };
    const conditions = {
      ...parts.conditions,
      nextLook: () => {
        device.state = {};
        return Promise.resolve();
      },
    };
    await run({ parts: { conditions }, options: { most: 1 } });
    expect(told.map(({ waitsFor }) => waitsFor)).toEqual([null, "person", null, null]);
  });

  test("and an abort ends the wait", async () => {
    const { device, hindrances, run } = world();
    hindrances.push("mains", "mains");
    const controller = new AbortController();
    const running = run({
      signal: controller.signal,
      onProgress: ({ waitsFor }) => {
        if (waitsFor === "mains") controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(device.asked).toEqual([]);
  });
});

describe("nothing that was answered is lost", () => {
  test("an aborted run goes on later where it was, and finds what one run would have found", async () => {
    const whole = world({ ability: -1 });
    const inOne = await whole.run();
    const { device, told, run } = world({ ability: -1 });
    await expect(run(abortAfter(5))).rejects.toMatchObject({ name: "AbortError" });
    expect(device.asked).toHaveLength(5);
    told.length = 0;
    expect(await run()).toEqual(inOne);
    expect(told[0]!.asked).toBe(5);
    expect(device.asked).toEqual(whole.device.asked);
  });

  test("it goes on from what it believed before its first answer, whatever the card says since", async () => {
    const inOne = await world({ ability: -1 }).run({ believed: -2 });
    const { run } = world({ ability: -1 });
    await expect(run({ believed: -2, ...abortAfter(2) })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(await run({ believed: 3 })).toEqual(inOne);
  });

  test("a run that came to its end is not run again, and says the same", async () => {
    const { device, parts, run } = world();
    const measured = await run();
    const { length } = device.asked;
    const later = { ...parts.surroundings, now: () => 9_000 };
    expect(await run({ parts: { surroundings: later } })).toEqual(measured);
    expect(device.asked).toHaveLength(length);
  });

  test("another revision starts anew, and so does another classifier", async () => {
    const { told, run } = world();
    const options = { most: 2 };
    await run({ options });
    told.length = 0;
    await run({ options, revision: "2" });
    const next = { ...set, classifier: "router-next" };
    const measured = await run({ options, parts: { readQuestions: () => Promise.resolve(next) } });
    expect(measured.classifier).toBe("router-next");
    expect(told.map(({ asked }) => asked)).toEqual([0, 1, 2, 0, 1, 2]);
  });
});

describe("an answer that fails is no wrong answer", () => {
  test("it is asked for once more", async () => {
    const { device, run } = world({
      failure: (asked) => (asked === 2 ? lost("worker_died") : null),
    });
    const measured = await run({ options: { most: 3 } });
    expect(measured.questions).toBe(3);
    expect(device.asked).toHaveLength(4);
    expect(device.asked[2]).toBe(device.asked[1]);
  });

  test("a second failure ends the run with its code; the next run goes on there", async () => {
    const { device, told, run } = world({
      failure: (asked) => (asked === 3 || asked === 4 ? lost("engine_failed") : null),
    });
    await expect(run()).rejects.toMatchObject({ code: "engine_failed" });
    expect(device.asked).toHaveLength(4);
    told.length = 0;
    const measured = await run({ options: { most: 3 } });
    expect(told[0]!.asked).toBe(2);
    expect(measured.questions).toBe(3);
    expect(device.asked[4]).toBe(device.asked[3]);
  });

  test("an abort is not tried again", async () => {
    const controller = new AbortController();
    const { device, run } = world({ onToken: () => controller.abort() });
    await expect(run({ signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(device.asked).toHaveLength(1);
  });
});

test("an aborted signal asks nothing and reads nothing", async () => {
  const { device, run } = world();
  const readQuestions = () => Promise.reject(new Error("was read"));
  const running = run({ parts: { readQuestions }, signal: AbortSignal.abort() });
  await expect(running).rejects.toMatchObject({ name: "AbortError" });
  expect(device.asked).toEqual([]);
});

describe("tokens a second", () => {
  test("are the median of the answers, so that one that made way for a person does not count", async () => {
    let tokens = 0;
    const { clock, run } = world({
      onToken: () => {
        tokens += 1;
        // The second token of all waits a minute, every other a tenth of a second.
        clock.elapsed += tokens === 2 ? 60_000 : 100;
      },
    });
    const measured = await run({ options: { most: 5 } });
    expect(measured.tokensPerSecond).toBeCloseTo(10, 6);
  });

  test("are the device's own figure, or the card's, where no answer was long enough to tell", async () => {
    const { device, run } = world();
    device.state = { tokensPerSecond: 17 };
    expect((await run({ options: { most: 2 } })).tokensPerSecond).toBe(17);
    const { tokensPerSecond } = await world().run({ options: { most: 2 } });
    expect(tokensPerSecond).toBe(SMOLLM2_CARD.pace.tokensPerSecond);
  });
});

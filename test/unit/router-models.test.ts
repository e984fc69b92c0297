import { describe, expect, test } from "vitest";
import { bestModel } from "../../src/device/best-model.ts";
import { createRouterModels, loadBest } from "../../src/router-models.ts";
import type { CalibratedModel } from "../../src/routing/calibration-record.ts";
import type { MeasuredAbility, StoredState } from "../../src/terms/model-offer.ts";
import { FakeLocalModels } from "../fakes/fake-local-models.ts";
import { offerOf } from "../fakes/fake-router-models.ts";
import { deviceCard } from "./decision/decision-samples.ts";

const MEASURED: MeasuredAbility = {
  ability: [{ mean: 1, sd: 0.2 }],
  tokensPerSecond: 9,
  questions: 20,
  rightAnswers: 9,
  measuredAt: 1,
  classifier: "test",
};

/** Models of which one is known, stored as told, and what was done with it. */
function open(stored: StoredState, hasGesture: boolean) {
  const done: string[] = [];
  const device = Object.assign(new FakeLocalModels({ model: "small" }), {
    offers: async () => [offerOf({ id: "small", stored, revision: "r7" })],
    cards: () => [{ ...deviceCard, id: "small" }],
    download: async (model: string) => void done.push(`download ${model}`),
    load: async (model: string) => void done.push(`load ${model}`),
    update: async () => (done.push("update"), true),
    setMeasured: (model: string) => void done.push(`measured ${model}`),
  });
  const asked: CalibratedModel[] = [];
  const parts = {
    models: device,
    baseUrl: "https://page.example/",
    hasGesture: () => hasGesture,
    withLife: (signal: AbortSignal | undefined) => signal ?? new AbortController().signal,
    onProgress: () => {},
    calibrate: async (model: CalibratedModel) => (asked.push(model), MEASURED),
  };
  return { models: createRouterModels(parts), parts, device, done, asked };
}

describe("a download is a person's to begin", () => {
  test.each(["absent", "partial"] as const)(
    "%s: without a gesture nothing is fetched",
    async (at) => {
      const { models, done } = open(at, false);
      await expect(models.download("small")).rejects.toMatchObject({
        code: "model_not_downloaded",
      });
      await expect(models.load("small")).rejects.toMatchObject({ code: "model_not_downloaded" });
      await expect(models.update("small")).rejects.toMatchObject({ code: "model_not_downloaded" });
      expect(done).toEqual([]);
    },
  );

  test("with a gesture it begins", async () => {
    const { models, done } = open("absent", true);
    await models.download("small");
    await models.load("small");
    expect(await models.update("small")).toBe(true);
    expect(done).toEqual(["download small", "load small", "update"]);
  });

  test("what is stored is loaded without one", async () => {
    const { models, done } = open("stored", false);
    await models.load("small");
    expect(done).toEqual(["load small"]);
  });

  test("a signal that is aborted already wins", async () => {
    const { models } = open("stored", true);
    const options = { signal: AbortSignal.abort() };
    await expect(models.load("small", options)).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("calibrate", () => {
  test("asks the model at its revision, and its card has what was found", async () => {
    const { models, done, asked } = open("stored", false);
    expect(await models.calibrate("small")).toEqual(MEASURED);
    expect(asked).toMatchObject([{ card: { id: "small" }, revision: "r7" }]);
    expect(done).toEqual(["measured small"]);
  });

  test("only a model that is here can be measured", async () => {
    const { models } = open("partial", true);
    const code = { code: "model_not_downloaded" };
    await expect(models.calibrate("small")).rejects.toMatchObject(code);
    await expect(models.calibrate("nobody")).rejects.toMatchObject({ code: "model_unknown" });
  });
});

describe("router.load takes the best model that is here", () => {
  const card = (id: string, mean: number) => ({ ...deviceCard, id, ability: [{ mean, sd: 0.1 }] });
  const cards = [card("starter", -2), card("weak", 0), card("able", 1)];
  const state = (model: string, readiness: "ready" | "loadable" | "downloadable") => ({
    model,
    readiness,
    expectedLoadMs: 0,
    expectedWaitMs: 0,
  });

  test("what is loaded, then the ablest in the store, then the first that could be fetched", () => {
    const stored = [state("weak", "loadable"), state("able", "loadable")];
    expect(bestModel(cards, [...stored, state("starter", "ready")])?.model).toBe("starter");
    expect(bestModel(cards, stored)?.model).toBe("able");
    const absent = cards.map(({ id }) => state(id, "downloadable"));
    expect(bestModel(cards, absent)).toEqual({ model: "starter", readiness: "downloadable" });
    expect(bestModel(cards, [])).toBeNull();
  });

  test("it fetches nothing without a gesture", async () => {
    const { parts, device, done } = open("absent", false);
    device.states = () => [state("small", "downloadable")];
    const never = new AbortController().signal;
    await expect(loadBest(parts, never)).rejects.toMatchObject({ code: "model_not_downloaded" });
    await loadBest({ ...parts, hasGesture: () => true }, never);
    expect(done).toEqual(["load small"]);
  });
});

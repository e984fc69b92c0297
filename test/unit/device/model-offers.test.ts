import { expect, test } from "vitest";
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";
import type { ModelOffer } from "../../../src/terms/model-offer.ts";
import { BROWSERS, FakeDevice, LARGER, STARTER } from "../../fakes/device-models-samples.ts";
import { deviceReport, SOFTWARE_GPU } from "../../fakes/device-samples.ts";

const never = new AbortController().signal;
const RECOMMENDED = { ...LARGER, card: { ...LARGER.card, id: "Qwen3-4B-q4f16_1-MLC" } };

async function offerOf(
  models: { offers(): Promise<readonly ModelOffer[]> },
  id: string,
): Promise<ModelOffer | undefined> {
  return (await models.offers()).find((offer) => offer.id === id);
}

test("a model that was never fetched tells what it will take, and who vouches for nothing yet", async () => {
  const offer = await offerOf(new FakeDevice().open(), "larger");
  expect(offer).toMatchObject({
    engine: "web-llm",
    revision: "main",
    bytes: 1_000,
    storedBytes: 0,
    stored: "absent",
    isLoaded: false,
    isStarter: false,
    whyNot: null,
    expectedDownloadMs: null,
  });
  expect(offer).not.toHaveProperty("hashSource");
  expect(offer).not.toHaveProperty("tokensPerSecond");
});

test("a stored and loaded model tells its revision, its speed and who vouches for it", async () => {
  const models = new FakeDevice().open({ answer: () => ["a", "b", "c", "d", "e"] });
  const request = { model: "device", messages: [{ role: "user" as const, content: "hi" }] };
  for await (const _ of models.generate("larger", request, "person", never));
  expect(await offerOf(models, "larger")).toMatchObject({
    revision: "1",
    storedBytes: 1_000,
    stored: "stored",
    hashSource: "known",
    isLoaded: true,
    expectedDownloadMs: 0,
    expectedLoadMs: 0,
    tokensPerSecond: 1_000,
  });
});

test("the browser's speed counts until a download was measured", async () => {
  const device = new FakeDevice();
  const survey = async () => deviceReport({ downlinkBytesPerSecond: 100 });
  const models = device.open({}, { survey });
  expect((await offerOf(models, "larger"))?.expectedDownloadMs).toBe(10_000);
  await models.download(SMOLLM2_CARD.id, () => {}, never);
  expect((await offerOf(models, "larger"))?.expectedDownloadMs).not.toBe(10_000);
});

test("the default of the tier is recommended where it can run, and the starter is marked", async () => {
  const catalogue = [STARTER, RECOMMENDED, BROWSERS];
  const marks = async (survey: () => Promise<ReturnType<typeof deviceReport>>) => {
    const offers = await new FakeDevice().open({}, { catalogue, survey }).offers();
    return offers.map(({ isStarter, isRecommended }) => [isStarter, isRecommended]);
  };
  const none = [false, false];
  expect(await marks(async () => deviceReport())).toEqual([[true, false], [false, true], none]);
  const weak = deviceReport({ gpu: SOFTWARE_GPU });
  expect(await marks(async () => weak)).toEqual([[true, false], none, none]);
});

test("a model that cannot run names the exact thing; the browser's own is not allowed before a person says so", async () => {
  const survey = async () => deviceReport({ gpu: SOFTWARE_GPU });
  const models = new FakeDevice().open({}, { survey });
  expect((await offerOf(models, "larger"))?.whyNot).toEqual({ reason: "software_adapter" });
  expect((await offerOf(models, "browser-model"))?.whyNot).toEqual({ reason: "not_allowed" });
  models.allowBrowserModel(true);
  expect(await offerOf(models, "browser-model")).toMatchObject({ whyNot: null, stored: "stored" });
});

test("what a calibration run found is told with its revision only", async () => {
  const device = new FakeDevice();
  const models = device.open();
  await models.download("larger", () => {}, never);
  const measured = {
    ability: [{ mean: 0, sd: 1 }],
    tokensPerSecond: 5,
    questions: 4,
    rightAnswers: 2,
    measuredAt: 0,
    classifier: "another",
  };
  models.setMeasured("larger", measured);
  expect((await offerOf(models, "larger"))?.measured).toEqual(measured);
  const plan = device.store.revisions.get("larger");
  device.store.revisions.set("larger", { files: plan?.files ?? [], revision: "2" });
  await models.update("larger", () => {}, never);
  expect(await offerOf(models, "larger")).not.toHaveProperty("measured");
});

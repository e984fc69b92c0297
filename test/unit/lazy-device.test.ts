import { describe, expect, test } from "vitest";
import { LazyDevice } from "../../src/lazy-device.ts";
import { lazyRouterModels } from "../../src/lazy-router-models.ts";
import type { DevicePart } from "../../src/open-device.ts";
import type { AnswerEvent } from "../../src/terms/answer-event.ts";
import { FakeLocalModels } from "../fakes/fake-local-models.ts";
import { fakeRouterModels } from "../fakes/fake-router-models.ts";

const never = new AbortController().signal;
const request = { model: "device", messages: [{ role: "user" as const, content: "hi" }] };

function partOf(models: FakeLocalModels): DevicePart {
  return {
    models,
    modelsWith: () => fakeRouterModels(),
    loadBest: () => Promise.resolve(),
    createEmbeddings: () => Promise.reject(new Error("not asked")),
  };
}

async function textOf(events: AsyncIterable<AnswerEvent>): Promise<string> {
  let text = "";
  for await (const event of events) if (event.type === "text-added") text += event.text;
  return text;
}

describe("before its code is there", () => {
  test("there are no models; a request waits for them", async () => {
    const models = new FakeLocalModels({ answer: () => ["here"] });
    let open = (_part: DevicePart) => {};
    const device = new LazyDevice(() => new Promise((resolve) => (open = resolve)));
    const told = device.models();
    expect([told.states(), device.cards()]).toEqual([[], []]);
    const answer = textOf(told.generate(models.model, request, "person", never));
    open(partOf(models));
    expect(await answer).toBe("here");
    expect(told.states()).toHaveLength(1);
    await device.isReady(never);
    expect(models.looks).toBe(1);
  });

  test("code that does not load is model_missing, ready all the same, and tried again", async () => {
    let tries = 0;
    const device = new LazyDevice(() =>
      ++tries === 1
        ? Promise.reject(new TypeError("offline"))
        : Promise.resolve(partOf(new FakeLocalModels())),
    );
    await device.isReady(never);
    expect(tries).toBe(1);
    const failing = new LazyDevice(() => Promise.reject(new TypeError("offline")));
    await expect(failing.part()).rejects.toMatchObject({ code: "model_missing" });
    await device.part();
    expect(tries).toBe(2);
  });

  test("who waits for it hears an abort at once", async () => {
    const device = new LazyDevice(() => new Promise(() => {}));
    const controller = new AbortController();
    const waiting = device.isReady(controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });

  test("disposed of, it answers router_disposed, and what arrives late is disposed of", async () => {
    let disposals = 0;
    const models = Object.assign(new FakeLocalModels(), { dispose: () => void disposals++ });
    let open = (_part: DevicePart) => {};
    const device = new LazyDevice(() => new Promise((resolve) => (open = resolve)));
    device.dispose();
    open(partOf(models));
    await device.isReady(never);
    expect(disposals).toBe(1);
    await expect(device.part()).rejects.toMatchObject({ code: "router_disposed" });
  });
});

test("router.models waits too; a notice that is ended before it began is never heard", async () => {
  let heard = 0;
  const real = Object.assign(fakeRouterModels(), {
    onNotice: () => (heard++, () => {}),
  });
  const models = lazyRouterModels(() => Promise.resolve(real));
  models.onNotice(() => {})();
  await models.list();
  expect(heard).toBe(0);
  models.onNotice(() => {});
  await models.list();
  expect(heard).toBe(1);
});

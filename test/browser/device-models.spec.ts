import type { Page } from "@playwright/test";
import {
  buildDevicePage,
  startDeviceServer,
  type DeviceServer,
} from "./harness/device/device-server.ts";
import { expect, test, watchContext } from "./support/nearside-test.ts";

// One page serves all tests of this file, in order: a load takes seconds.
let server: DeviceServer;
let page: Page;
const pageFaults: string[] = [];
test.describe.configure({ mode: "serial", timeout: 240_000 });

test.beforeAll(async ({ browser }) => {
  await buildDevicePage();
  server = await startDeviceServer();
  page = await browser.newPage();
  watchContext(page.context(), pageFaults);
  await openPage();
});

test.afterAll(async () => {
  await page.close();
  await server.close();
  expect(pageFaults).toEqual([]);
});

async function openPage(): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "device" in window);
  await page.evaluate(() => {
    window.models = window.device.openModels();
  });
}

const notices = () => page.evaluate(() => window.device.notices.splice(0));
const modelFetches = () => server.paths.filter((path) => /gguf|wasm$/.test(path)).length;

test("before anything is fetched every model of the catalogue tells whether it can run, and why not", async () => {
  const offers = await page.evaluate(() => window.models.offers());
  expect(offers.length).toBeGreaterThan(10);
  expect(offers[0]).toMatchObject({ stored: "absent", isStarter: true, whyNot: null });
  const reasons = new Set(
    offers.filter(({ engine }) => engine === "web-llm").map(({ whyNot }) => whyNot?.reason),
  );
  // The machine that runs this has no adapter, or one in software.
  expect([...reasons]).toEqual([
    expect.stringMatching(/^(no_webgpu|no_adapter|software_adapter)$/),
  ]);
  expect(modelFetches()).toBe(0);
});

test("a worker that dies is started again without a download, and the answer goes on after what came", async () => {
  const answer = await page.evaluate(async () => {
    const { ask, userSays, engineWorkers } = window.device;
    await ask(window.models, userSays("Hi", { max_tokens: 1 }));
    const running = ask(window.models, userSays("Tell me a long story.", { max_tokens: 40 }));
    setTimeout(() => {
      const worker = engineWorkers.at(-1);
      worker?.terminate();
      worker?.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
    }, 1_500);
    return running;
  });
  expect(answer.failure).toBeNull();
  expect(answer.events.filter(({ type }) => type === "answer-ended")).toHaveLength(1);
  expect(answer.events.length).toBeGreaterThan(20);
  expect(modelFetches()).toBe(2);
  expect(await notices()).toEqual([
    { kind: "worker-restarted", model: expect.any(String), attempt: 1 },
  ]);
});

test("@long a worker that falls silent is ended and started again", async () => {
  const answer = await page.evaluate(async () => {
    const { ask, userSays, engineWorkers, openModels } = window.device;
    window.models.dispose();
    window.models = openModels(20_000);
    await ask(window.models, userSays("Hi", { max_tokens: 1 }));
    const running = ask(window.models, userSays("Tell me a long story.", { max_tokens: 16 }));
    setTimeout(() => engineWorkers.at(-1)?.terminate(), 500);
    return running;
  });
  expect(answer.failure).toBeNull();
  expect((await notices()).map(({ kind }) => kind)).toEqual(["worker-restarted"]);
});

test("a worker that dies again and again is given up with its code, and the next request works", async () => {
  const [failed, next] = await page.evaluate(async () => {
    const { ask, userSays, engineWorkers } = window.device;
    const running = ask(window.models, userSays("Tell me a long story.", { max_tokens: 300 }));
    const end = { isReached: false };
    void running.then(() => (end.isReached = true));
    for (let killed = engineWorkers.length - 1; !end.isReached;) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (killed >= engineWorkers.length) continue;
      const worker = engineWorkers[killed++];
      worker?.terminate();
      worker?.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
    }
    return [await running, await ask(window.models, userSays("Hi", { max_tokens: 3 }))];
  });
  expect(failed?.failure).toBe("worker_died");
  expect(next).toMatchObject({ failure: null });
  const kinds = (await notices()).map(({ kind }) => kind);
  expect(kinds).toEqual(["worker-restarted", "worker-restarted", "gave-up"]);
});

test("an unload while an answer comes ends it with worker_died; nothing is mended, and the next request works", async () => {
  const [ended, next] = await page.evaluate(async () => {
    const { ask, userSays } = window.device;
    const running = ask(window.models, userSays("Tell me a long story.", { max_tokens: 300 }));
    setTimeout(() => void window.models.unload(), 1_000);
    return [await running, await ask(window.models, userSays("Hi", { max_tokens: 3 }))];
  });
  expect(ended?.failure).toBe("worker_died");
  expect(next).toMatchObject({ failure: null });
  expect(await notices()).toEqual([]);
});

test("after a reload the model is known to be here, with its measured speeds, before anything is asked", async () => {
  await openPage();
  const [state] = await page.evaluate(() => window.models.states());
  expect(state).toMatchObject({ readiness: "loadable", tokensPerSecond: expect.any(Number) });
});

test("a model that the browser has thrown out is told", async () => {
  const model = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    return window.device.card.id;
  });
  await openPage();
  await page.evaluate(() => window.models.look());
  expect(await notices()).toEqual([{ kind: "evicted", models: [model] }]);
  const [state] = await page.evaluate(() => window.models.states());
  expect(state?.readiness).toBe("downloadable");
});

test("a GGUF file that a person picks is kept and answers; another file is model_corrupt at once", async () => {
  const told = await page.evaluate(async () => {
    const { ask, userSays } = window.device;
    const never = new AbortController().signal;
    const noModel = new File(["<!doctype html>"], "model.gguf");
    const code = await window.models
      .addFile(noModel, () => {}, never)
      .then(
        () => "",
        (error: { code: string }) => error.code,
      );
    const bytes = await (await fetch("/models/SmolLM2-135M-Instruct.Q4_1.gguf")).blob();
    const id = await window.models.addFile(new File([bytes], "Mine.gguf"), () => {}, never);
    const answer = await ask(window.models, userSays("Hi", { max_tokens: 3 }), { model: id });
    const offer = (await window.models.offers()).find((each) => each.id === id);
    await window.models.remove(id);
    const left = window.models.cards().some((card) => card.id === id);
    return { code, failure: answer.failure, offer, left };
  });
  expect(told).toMatchObject({
    code: "model_corrupt",
    failure: null,
    offer: { stored: "stored", hashSource: "first-use", isLoaded: true },
    left: false,
  });
});

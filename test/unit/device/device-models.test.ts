import { describe, expect, test } from "vitest";
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";
import type { ManyLocalModels } from "../../../src/device/device-models.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { LoadProgress, Priority } from "../../../src/routing/ports.ts";
import { deviceRules } from "../../contracts/device-models.contract.ts";
import { FakeDevice, revisionOfLarger, STARTER } from "../../fakes/device-models-samples.ts";
import { deviceReport } from "../../fakes/device-samples.ts";

const never = new AbortController().signal;
const SMALL = SMOLLM2_CARD.id;
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

interface Asking {
  readonly priority?: Priority;
  readonly owner?: string;
  readonly signal?: AbortSignal;
  readonly most?: number;
}

/** The text of a whole answer, or "failed: <code>". */
async function ask(
  models: ManyLocalModels,
  model = SMALL,
  { priority = "person", owner = "", signal = never, most = 20 }: Asking = {},
): Promise<string> {
  const request = {
    model: "device",
    messages: [{ role: "user" as const, content: "hi" }],
    max_completion_tokens: most,
  };
  let text = "";
  try {
    for await (const event of models.generateFor(owner, model, request, priority, signal)) {
      if (event.type === "text-added") text += event.text;
    }
  } catch (error) {
    return `failed: ${error instanceof RouterError ? error.code : (error as Error).name}`;
  }
  return text;
}

const stateOf = (models: ManyLocalModels, model = SMALL) =>
  models.states().find((state) => state.model === model);

describe("many models over fake engines keep the contract of DeviceModels", () => {
  for (const rule of deviceRules) {
    test(rule.name, async () => {
      await rule.holds({ models: new FakeDevice().open(), model: SMALL });
    });
  }
});

describe("how models stand", () => {
  test("the starter is downloadable until it is stored, loadable then, and ready when it is loaded", async () => {
    const models = new FakeDevice().open();
    await models.look();
    expect(stateOf(models)?.readiness).toBe("downloadable");
    await models.download(SMALL, () => {}, never);
    expect(stateOf(models)?.readiness).toBe("loadable");
    await models.load(SMALL, () => {}, never);
    expect(stateOf(models)).toMatchObject({ readiness: "ready", expectedLoadMs: 0 });
  });

  test("a model may be chosen once it is stored, and the browser's own once it is allowed", async () => {
    const models = new FakeDevice().open();
    await models.look();
    const ids = () => models.cards().map(({ id }) => id);
    expect(ids()).toEqual([SMALL]);
    await models.download("larger", () => {}, never);
    models.allowBrowserModel(true);
    expect(ids()).toEqual([SMALL, "larger", "browser-model"]);
    expect(models.states().map(({ model }) => model)).toEqual(ids());
    models.allowBrowserModel(false);
    expect(ids()).toEqual([SMALL, "larger"]);
  });

  test("what cannot run says why, and asking for it fails with the code of that", async () => {
    const device = new FakeDevice();
    const models = device.open({}, { memoryBudgetBytes: 2_000 });
    await models.look();
    const larger = (await models.offers()).find(({ id }) => id === "larger");
    expect(larger?.whyNot).toEqual({ reason: "memory_too_small", needed: 5_000, found: 2_000 });
    expect(await ask(models, "larger")).toBe("failed: out_of_memory");
    expect(await ask(models, "browser-model")).toBe("failed: model_unsupported");
    await expect(models.load("larger", () => {}, never)).rejects.toMatchObject({
      code: "out_of_memory",
    });
  });

  test("what is stored needs no more room, though a little less came than was expected", async () => {
    const device = new FakeDevice();
    await device.open().download(SMALL, () => {}, never);
    const storage = { quotaBytes: 300, usageBytes: 300, isPersistent: false };
    const survey = async () => deviceReport({ storage });
    const models = device.open({}, { catalogue: [{ ...STARTER, bytes: 310 }], survey });
    await models.look();
    expect(stateOf(models)?.readiness).toBe("loadable");
  });

  test("a model whose files the browser has thrown out is told, and is downloadable again", async () => {
    const device = new FakeDevice();
    await device.open().download(SMALL, () => {}, never);
    device.store.files.delete("b");
    const models = device.open();
    expect(stateOf(models)?.readiness).toBe("loadable");
    await models.look();
    expect(device.notices).toEqual([{ kind: "evicted", models: [SMALL] }]);
    expect(stateOf(models)?.readiness).toBe("downloadable");
  });

  test("a look that fails says nothing of the models: what was known is known still", async () => {
    const device = new FakeDevice();
    const models = device.open({}, { survey: () => Promise.reject(new Error("No survey.")) });
    await models.download(SMALL, () => {}, never);
    device.store.list = () => Promise.reject(new RouterError("storage_failed", "Refused."));
    await models.look();
    expect(device.notices).toEqual([]);
    expect(stateOf(models)?.readiness).toBe("loadable");
  });

  test("what was measured survives a reload: speeds, load time, and ability on this classifier's scale alone", async () => {
    const device = new FakeDevice();
    const before = device.open();
    await ask(before);
    const measured = {
      ability: [{ mean: 1, sd: 0.2 }],
      tokensPerSecond: 33,
      questions: 10,
      rightAnswers: 7,
      measuredAt: Date.UTC(2026, 10, 24),
      classifier: "test",
    };
    before.setMeasured(SMALL, measured);
    const models = device.open();
    await models.look();
    expect(stateOf(models)?.promptTokensPerSecond).toBe(stateOf(before)?.promptTokensPerSecond);
    expect(stateOf(models)?.promptTokensPerSecond).toBeGreaterThan(0);
    expect(models.cards()[0]).toMatchObject({
      ability: measured.ability,
      abilitySource: "measured on this device, 2026-11-24",
      pace: { tokensPerSecond: 33 },
    });
    expect(device.open({}, { classifier: "another" }).cards()[0]).toEqual(SMOLLM2_CARD);
  });
});

describe("one model is loaded at a time", () => {
  test("an engine that held another model gives its memory back before the next one loads", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.load(SMALL, () => {}, never);
    await models.load("larger", () => {}, never);
    expect(device.engines.get("wllama")).toMatchObject({
      loadedModel: null,
      ends: ["worker_died"],
    });
    expect(device.engines.get("web-llm")?.loadedModel).toBe("larger");
    expect(stateOf(models)?.expectedLoadMs).toBeGreaterThan(0);
  });

  test("a model that is asked for while another answers waits for its turn", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.download("larger", () => {}, never);
    await models.download(SMALL, () => {}, never);
    const answers = await Promise.all([ask(models), ask(models, "larger"), ask(models)]);
    expect(new Set(answers)).toEqual(new Set(["The device answers this."]));
    const loads = [...device.engines.values()].flatMap((engine) => engine.loads);
    expect(loads.map(({ model }) => model)).toEqual([SMALL, SMALL, "larger"]);
  });

  test("two loads of one model at once are one, and a prompt meanwhile is answered after it", async () => {
    const device = new FakeDevice();
    const models = device.open();
    const told: LoadProgress[] = [];
    const [answer] = await Promise.all([
      ask(models),
      models.load(SMALL, (progress) => told.push(progress), never),
      models.load(SMALL, () => {}, never),
    ]);
    expect(answer).toBe("The device answers this.");
    expect(device.store.downloads).toEqual(["a", "b", "c"]);
    expect(device.engines.get("wllama")?.loads).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ totalBytes: 300 });
  });

  test("what an answer waits for is told as one figure that only grows", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await ask(models);
    expect(device.progress.map(({ loadedBytes }) => loadedBytes).slice(0, 3)).toEqual([
      100, 200, 300,
    ]);
    expect(new Set(device.progress.slice(3).map(({ loadedBytes }) => loadedBytes))).toEqual(
      new Set([300]),
    );
    expect(device.progress.at(-1)).toMatchObject({ stage: "ready", totalBytes: 300 });
    const told = device.progress.length;
    await ask(models);
    expect(device.progress).toHaveLength(told);
  });

  test("an unload ends what runs with worker_died and is no fault; the next request loads again", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.load(SMALL, () => {}, never);
    const running = ask(models);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await models.unload();
    expect(await running).toBe("failed: worker_died");
    expect(stateOf(models)?.readiness).toBe("loadable");
    expect(await ask(models)).toBe("The device answers this.");
    expect(device.notices).toEqual([]);
  });

  test("a model that nobody has used for the idle time is unloaded and told; a run holds it off", async () => {
    const device = new FakeDevice();
    const models = device.open();
    const running = ask(models);
    await new Promise((resolve) => setTimeout(resolve, 2));
    device.ring(600_000);
    await running;
    expect(stateOf(models)?.readiness).toBe("ready");
    device.ring(600_000);
    expect(stateOf(models)?.readiness).toBe("loadable");
    expect(device.notices).toEqual([{ kind: "unloaded-idle", model: SMALL }]);
  });

  test("all that runs, waits and comes fails with router_disposed after the end, and no timer is left", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.load(SMALL, () => {}, never);
    const asked = [ask(models), ask(models), models.load("larger", () => {}, never)];
    models.dispose();
    const ended = await Promise.allSettled([...asked, models.load(SMALL, () => {}, never)]);
    expect(ended.slice(0, 2)).toEqual(
      Array.from({ length: 2 }, () => ({ status: "fulfilled", value: "failed: router_disposed" })),
    );
    for (const each of ended.slice(2))
      expect(each).toMatchObject({ reason: { code: "router_disposed" } });
    await settled();
    expect(device.timers.size).toBe(0);
  });
});

describe("downloads", () => {
  test("an abort pauses for its caller alone; what has come is kept, and the next one goes on", async () => {
    const device = new FakeDevice();
    const models = device.open();
    let open = () => {};
    device.store.gate = new Promise<void>((resolve) => (open = resolve));
    const controller = new AbortController();
    const paused = models.download("larger", () => {}, controller.signal);
    await settled();
    controller.abort();
    await expect(paused).rejects.toMatchObject({ name: "AbortError" });
    open();
    await settled();
    const [offer] = (await models.offers()).filter(({ id }) => id === "larger");
    expect(offer).toMatchObject({ stored: "partial", storedBytes: 450, bytes: 1_000 });
    await models.download("larger", () => {}, never);
    expect(device.store.downloads).toEqual(["larger@1", "library"]);
  });

  test("the old revision answers until the new one is whole; then it is deleted, but not what both have", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await ask(models, "larger");
    expect(await models.update("larger", () => {}, never)).toBe(false);
    const next = { ...device.store.revisions.get("larger"), revision: "2" };
    const files = [{ name: "larger@2", bytes: 950, sha256: null, urls: [] }];
    const [, library] = next.files ?? [];
    device.store.revisions.set("larger", {
      revision: "2",
      files: [...files, ...(library ? [library] : [])],
    });
    device.store.failure = new RouterError("model_source_unreachable", "Offline.");
    await expect(models.update("larger", () => {}, never)).rejects.toMatchObject({
      code: "model_source_unreachable",
    });
    const offer = async () => (await models.offers()).find(({ id }) => id === "larger");
    expect(await offer()).toMatchObject({ stored: "outdated", revision: "1" });
    expect(await ask(models, "larger")).toBe("The device answers this.");
    device.store.failure = null;
    expect(await models.update("larger", () => {}, never)).toBe(true);
    expect(await offer()).toMatchObject({ stored: "stored", revision: "2", isLoaded: false });
    expect([...device.store.files.keys()].toSorted()).toEqual(["larger@2", "library"]);
  });

  test("two updates at once are one, and the second finds nothing new", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.download("larger", () => {}, never);
    device.store.revisions.set("larger", revisionOfLarger("2"));
    const update = () => models.update("larger", () => {}, never);
    expect(await Promise.all([update(), update()])).toEqual([true, false]);
    expect(device.store.downloads).toEqual(["larger@1", "library", "larger@2"]);
  });

  test("a removed model is unloaded and leaves nothing, not even half an update", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.load("larger", () => {}, never);
    await models.remove("larger");
    expect(device.engines.get("web-llm")?.loadedModel).toBeNull();
    expect([...device.store.files.keys()]).toEqual([]);
    expect(models.cards().map(({ id }) => id)).toEqual([SMALL]);
    await models.look();
    expect(device.notices).toEqual([]);
  });

  test("a removed model comes back neither for who waited for it nor for background work", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.load("larger", () => {}, never);
    const { length } = device.store.downloads;
    const background = { priority: "background" } as const;
    const asked = [ask(models, "larger"), ask(models, "larger"), ask(models, "larger", background)];
    const again = Promise.all(asked).then(() => ask(models, "larger", background));
    await new Promise((resolve) => setTimeout(resolve, 2));
    await models.remove("larger");
    expect(await Promise.all(asked)).toEqual(asked.map(() => "failed: model_missing"));
    expect(await again).toMatch("failed");
    expect(await ask(models, "larger", background)).toBe("failed: model_not_downloaded");
    await settled();
    expect(device.engines.get("web-llm")?.loadedModel).toBeNull();
    expect([...device.store.files.keys()]).toEqual([]);
    expect(device.store.downloads).toHaveLength(length);
    expect(await ask(models, "larger")).toBe("The device answers this.");
  });

  test("a model that is removed while an answer loads it is not loaded afterwards", async () => {
    const device = new FakeDevice();
    let open = () => {};
    const loadGate = new Promise<void>((resolve) => (open = resolve));
    const models = device.open({ loadGate });
    await models.download(SMALL, () => {}, never);
    const answer = ask(models);
    await settled();
    const removed = models.remove(SMALL);
    open();
    await removed;
    expect(await answer).toBe("failed: model_missing");
    await settled();
    expect(device.engines.get("wllama")?.loadedModel).toBeNull();
    expect(stateOf(models)?.readiness).toBe("downloadable");
  });

  test("a model that is removed while it is updated stays away", async () => {
    const device = new FakeDevice();
    const models = device.open();
    await models.download("larger", () => {}, never);
    device.store.revisions.set("larger", revisionOfLarger("2"));
    let open = () => {};
    device.store.gate = new Promise<void>((resolve) => (open = resolve));
    const update = models.update("larger", () => {}, never).catch((error: RouterError) => error);
    await settled();
    const removed = models.remove("larger");
    open();
    await removed;
    expect(await update).toMatchObject({ code: "model_missing" });
    await settled();
    expect([...device.store.files.keys()]).toEqual([]);
    expect(models.cards().map(({ id }) => id)).toEqual([SMALL]);
  });

  test("the speed of a download is measured and feeds what is expected of the next", async () => {
    const device = new FakeDevice();
    const models = device.open();
    const expected = async () =>
      (await models.offers()).find(({ id }) => id === "larger")?.expectedDownloadMs;
    expect(await expected()).toBeNull();
    await models.download(SMALL, () => {}, never);
    expect(await expected()).toBeGreaterThan(0);
  });
});

describe("files that a person picks", () => {
  const picked = (text: string, name = "mine.gguf") => new File([text], name);

  test("a GGUF becomes a model that is there after a reload; the same bytes again are the same model", async () => {
    const device = new FakeDevice();
    const models = device.open();
    const id = await models.addFile(picked("GGUF one"), () => {}, never);
    expect(await models.addFile(picked("GGUF one"), () => {}, never)).toBe(id);
    const other = await models.addFile(picked("GGUF two"), () => {}, never);
    expect(other).not.toBe(id);
    expect([...device.store.files.keys()]).toEqual(["mine.gguf", "mine-2.gguf"]);
    const later = device.open();
    await later.look();
    expect(await ask(later, id)).toBe("The device answers this.");
    await later.remove(id);
    expect([...device.store.files.keys()]).toEqual(["mine-2.gguf"]);
    expect(later.cards().map((card) => card.id)).toEqual([SMALL, other]);
  });

  test("what is no GGUF is model_corrupt at once, and nothing is kept", async () => {
    const device = new FakeDevice();
    const adding = device.open().addFile(picked("<html>"), () => {}, never);
    await expect(adding).rejects.toMatchObject({ code: "model_corrupt" });
    expect(device.store.files.size).toBe(0);
  });
});

describe("recovery", () => {
  test("a fault in the middle is mended, and the answer goes on after what came", async () => {
    const device = new FakeDevice();
    const runFault = (run: number, tokens: number) =>
      run === 1 && tokens === 2 ? "device_lost" : null;
    const models = device.open({ runFault });
    expect(await ask(models)).toBe("The device answers this.");
    const engine = device.engines.get("wllama");
    expect(engine?.loads).toHaveLength(2);
    expect(engine?.runs[1]?.options.answerSoFar).toBe("The device ");
    expect(engine?.runs[1]?.request.max_completion_tokens).toBe(18);
    expect(device.notices).toEqual([{ kind: "device-lost", model: SMALL, attempt: 1 }]);
  });

  test("an engine that cannot go on fails with the code once something was shown, and mends what was not", async () => {
    const device = new FakeDevice();
    const at = (count: number) => (run: number, tokens: number) =>
      run === 1 && tokens === count ? ("worker_died" as const) : null;
    const late = device.open({ canContinue: false, runFault: at(2) });
    expect(await ask(late)).toBe("failed: worker_died");
    expect(await ask(late)).toBe("The device answers this.");
    const early = device.open({ canContinue: false, runFault: at(0) });
    expect(await ask(early)).toBe("The device answers this.");
    expect(device.notices.map(({ kind }) => kind)).toEqual(["gave-up", "worker-restarted"]);
  });

  test("after two further attempts the code is told; given up twice, the model rests for ten minutes", async () => {
    const device = new FakeDevice();
    const models = device.open({ loadFault: () => "out_of_memory" });
    await models.look();
    expect(await ask(models)).toBe("failed: out_of_memory");
    expect(device.engines.get("wllama")?.loads).toHaveLength(3);
    expect(stateOf(models)?.readiness).not.toBe("unavailable");
    await expect(models.load(SMALL, () => {}, never)).rejects.toMatchObject({
      code: "out_of_memory",
    });
    expect(stateOf(models)).toMatchObject({
      readiness: "unavailable",
      whyNot: { reason: "device_lost_too_often" },
    });
    expect(await ask(models)).toBe("failed: device_lost");
    device.elapsedMs += 600_000;
    expect(stateOf(models)?.readiness).toBe("loadable");
    const kinds = device.notices.map((notice) => notice.kind);
    expect(kinds).toEqual([
      ...["worker-restarted", "worker-restarted", "gave-up"],
      ...["worker-restarted", "worker-restarted", "gave-up"],
    ]);
  });

  test("who gives up names the smaller model that is left here", async () => {
    const device = new FakeDevice();
    const models = device.open({
      runFault: (run, tokens) => (tokens === 1 && run < 9 ? "device_lost" : null),
    });
    await models.download(SMALL, () => {}, never);
    await ask(models, "larger");
    expect(device.notices.at(-1)).toEqual({ kind: "gave-up", model: "larger", next: SMALL });
  });

  test("an abort never unloads, and nothing is built anew for who has left", async () => {
    const device = new FakeDevice();
    let fail = () => {};
    const loadGate = new Promise<void>((_, reject) => {
      fail = () => reject(new RouterError("engine_failed", "It broke."));
    });
    const models = device.open({ loadGate });
    const controller = new AbortController();
    const asked = ask(models, SMALL, { signal: controller.signal });
    await settled();
    controller.abort();
    expect(await asked).toBe("failed: AbortError");
    fail();
    await settled();
    expect(device.engines.get("wllama")?.loads).toHaveLength(1);
    expect(device.notices).toEqual([]);
  });
});

describe("background work", () => {
  test("yields to a person also where its engine cannot go on: it shows nothing before its end and starts anew", async () => {
    const device = new FakeDevice();
    const long = Array.from({ length: 20 }, () => "more ");
    const models = device.open({ canContinue: false, answer: () => long });
    await models.load(SMALL, () => {}, never);
    const order: string[] = [];
    const background = ask(models, SMALL, { priority: "background" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const person = ask(models, SMALL, { most: 3 });
    void background.then(() => order.push("background"));
    void person.then(() => order.push("person"));
    expect(await background).toBe(long.join(""));
    expect(order).toEqual(["person", "background"]);
    expect(device.engines.get("wllama")?.runs.map(({ options }) => options)).toEqual([{}, {}, {}]);
  });
});

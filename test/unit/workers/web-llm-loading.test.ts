import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RouterError } from "../../../src/router-error.ts";
import type { EngineFiles } from "../../../workers/language-model.contract.ts";
import { BlobCaches } from "../../../workers/language-model/web-llm/blob-caches.ts";
import { webLlmOpener } from "../../../workers/language-model/web-llm/open-web-llm.ts";
import {
  LIBRARY_URL,
  MODEL_URL,
  readWebLlmFiles,
} from "../../../workers/language-model/web-llm/web-llm-files.ts";
import { fakeGpu, type FakeGpuOptions } from "../../fakes/fake-gpu.ts";
import { fakeWebLlmMaker, type FakeWebLlmOptions } from "../../fakes/fake-web-llm.ts";
import { webLlmFolder } from "../../fakes/web-llm-folder.ts";

const options = { contextTokens: 256, threads: 1, usesGpu: true };

function opener(gpuOptions: FakeGpuOptions = {}, engineOptions: FakeWebLlmOptions = {}) {
  const { gpu, devices } = fakeGpu(gpuOptions);
  const { make, made } = fakeWebLlmMaker(engineOptions);
  const provided: CacheStorage[] = [];
  const progress: [number, number][] = [];
  const lost: unknown[] = [];
  const open = webLlmOpener({
    gpu,
    makeEngine: make,
    provideCaches: (caches) => provided.push(caches),
  });
  const listener = {
    onProgress: (loaded: number, total: number) => void progress.push([loaded, total]),
    onLost: (reason: unknown) => void lost.push(reason),
  };
  const load = (files: EngineFiles = webLlmFolder(), more = {}) =>
    open("tiny", files, { ...options, ...more }, listener);
  return { load, gpu, devices, made, provided, progress, lost };
}

describe("what has to be there", () => {
  test.each([
    ["no adapter", { hasAdapter: false }, {}, "webgpu_unavailable"],
    ["a GPU that must not be used", {}, { usesGpu: false }, "webgpu_unavailable"],
    ["no half precision where the model wants it", { features: [] }, {}, "shader_f16_missing"],
  ])("%s is refused before the library is loaded", async (_, gpuOptions, more, code) => {
    const { load, made, provided } = opener(gpuOptions);
    await expect(load(webLlmFolder(), more)).rejects.toMatchObject({ code });
    expect(made).toEqual([]);
    expect(provided).toEqual([]);
  });

  test("no adapter is told before the files are looked at", async () => {
    const broken = webLlmFolder({ "mlc-chat-config.json": "<html>" });
    const refused = opener({ hasAdapter: false }).load(broken);
    await expect(refused).rejects.toMatchObject({ code: "webgpu_unavailable" });
  });

  test("a model in single precision does without it", async () => {
    const config = JSON.stringify({ quantization: "q4f32_1" });
    const { load, made } = opener({ features: [] });
    await load(webLlmFolder({ "mlc-chat-config.json": config }));
    expect(made).toHaveLength(1);
  });

  test.each([
    ["a folder without its configuration", { "mlc-chat-config.json": null }, "model_missing"],
    ["a folder without a library", { "tiny-webgpu.wasm": null }, "model_missing"],
    ["a configuration that is a web page", { "mlc-chat-config.json": "<html>" }, "model_corrupt"],
    ["a tokenizer that is cut off", { "tokenizer.json": '{"added' }, "model_corrupt"],
  ])("%s is refused", async (_, replaced, code) => {
    await expect(opener().load(webLlmFolder(replaced))).rejects.toMatchObject({ code });
  });
});

describe("where the library looks for files", () => {
  test("each of its caches has every file of the folder, under the library's own URLs", async () => {
    const { byUrl } = await readWebLlmFiles(webLlmFolder());
    const cache = await new BlobCaches(byUrl).open();
    const shard = await cache.match(new Request(`${MODEL_URL}params_shard_0.bin`));
    expect((await shard?.arrayBuffer())?.byteLength).toBe(64);
    expect(await cache.match(LIBRARY_URL)).toBeInstanceOf(Response);
    expect((await cache.keys()).map(({ url }) => url)).toContain(`${MODEL_URL}tokenizer.json`);
  });

  test("what is not in the folder is model_missing and no request", async () => {
    const { byUrl } = await readWebLlmFiles(webLlmFolder());
    const cache = await new BlobCaches(byUrl).open();
    const url = `${MODEL_URL}params_shard_1.bin`;
    expect(await cache.match(url)).toBeUndefined();
    const missing = {
      code: "model_missing",
      message: expect.stringContaining("params_shard_1") as string,
    };
    await expect(cache.add(new Request(url))).rejects.toMatchObject(missing);
  });
});

describe("while it loads", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("bytes only grow, to one true total, though the library counts twice", async () => {
    const { load, progress } = opener();
    await load();
    const total = progress[0]?.[1];
    const loaded = progress.map(([bytes]) => bytes);
    expect(new Set(progress.map(([, each]) => each))).toEqual(new Set([total]));
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
    expect(loaded.at(-1)).toBe(total);
  });

  test("the context is set, except where the model has a sliding window", async () => {
    const { load, made } = opener();
    await load();
    expect(made[0]?.reloads[0]?.options).toEqual({ context_window_size: 256 });
    const sliding = JSON.stringify({ sliding_window_size: 512 });
    await load(webLlmFolder({ "mlc-chat-config.json": sliding }));
    expect(made[1]?.reloads[0]?.options).toEqual({});
  });

  /** A load that has its device and waits for one pipeline. */
  async function compiling() {
    const opened = opener({}, { whileLoading: () => compile() });
    const compile = async () => {
      const adapter = await opened.gpu.requestAdapter();
      const device = await adapter?.requestDevice();
      await device?.createComputePipelineAsync({} as GPUComputePipelineDescriptor);
    };
    const loaded = opened.load();
    await vi.waitUntil(() => opened.devices[0]?.compiling.length === 1);
    return { ...opened, loaded, device: opened.devices[0] };
  }

  test("a shader that takes minutes is told from a hang: signs of life come until it is ready", async () => {
    const { loaded, progress, device } = await compiling();
    const before = progress.length;
    await vi.advanceTimersByTimeAsync(7 * 60_000);
    expect(progress.length - before).toBeGreaterThan(60);
    device?.compiling[0]?.();
    await loaded;
    const after = progress.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(progress.length).toBe(after);
  });

  test("a shader that never comes falls silent in the end, so that the page ends the worker", async () => {
    const { progress } = await compiling();
    await vi.advanceTimersByTimeAsync(16 * 60_000);
    const told = progress.length;
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(progress.length).toBe(told);
  });

  test("a device that is lost is told as device_lost, one that was destroyed by its own model is not", async () => {
    const { device, lost, loaded } = await compiling();
    device?.lose("destroyed");
    await vi.advanceTimersByTimeAsync(1);
    expect(lost).toEqual([]);
    device?.compiling[0]?.();
    await loaded;
    const other = await compiling();
    other.device?.lose("unknown");
    await vi.advanceTimersByTimeAsync(1);
    expect(other.lost).toMatchObject([{ code: "device_lost" }]);
  });

  test("an error that nobody caught on the device is told: the library would only log it and hang", async () => {
    const { device, lost } = await compiling();
    device?.fail(new Error("bind group is invalid"));
    expect(lost).toMatchObject([{ code: "engine_failed" }]);
    class GPUOutOfMemoryError extends Error {}
    device?.fail(new GPUOutOfMemoryError());
    expect(lost[1]).toMatchObject({ code: "out_of_memory" });
  });
});

test.each([
  ["LinkError", "import object field", "model_unsupported"],
  ["CompileError", "expected magic word", "model_corrupt"],
  [
    "Error",
    "Cannot initialize runtime because of requested maxBufferSize exceeds limit",
    "model_unsupported",
  ],
  ["Error", "Unable to find a compatible GPU.", "webgpu_unavailable"],
  ["ShaderF16SupportError", "", "shader_f16_missing"],
  ["RangeError", "Array buffer allocation failed", "out_of_memory"],
])("a load that ends with the library's %s (%s) is %s", async (name, message, code) => {
  const loadFault = Object.assign(new Error(message), { name });
  const { load } = opener({}, { loadFault });
  await expect(load()).rejects.toMatchObject({ code });
  await expect(load()).rejects.toBeInstanceOf(RouterError);
});

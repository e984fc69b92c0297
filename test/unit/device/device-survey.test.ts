import { expect, test } from "vitest";
import { surveyDevice, type SurveyedBrowser } from "../../../src/device/device-survey.ts";

type Navigator = SurveyedBrowser["navigator"];

const never = () => new Promise<never>(() => undefined);
const fails = () => Promise.reject(new Error("denied"));
const throws = () => {
  throw new Error("no");
};
const survey = (navigator: Navigator) => surveyDevice({ navigator }, 20);

const adapter = {
  features: new Set(["subgroups", "shader-f16"]),
  limits: { maxBufferSize: 2 ** 31 },
  info: { vendor: "apple", architecture: "metal-3", isFallbackAdapter: false },
} as unknown as GPUAdapter;

test("a browser that tells nothing gives nulls and the least of everything", async () => {
  expect(await survey({})).toMatchObject({
    gpu: null,
    gpuAbsence: "no_webgpu",
    memoryBytes: null,
    cores: 1,
    isIsolated: false,
    isPhone: false,
    storage: null,
    battery: null,
    wantsToSaveData: false,
    downlinkBytesPerSecond: null,
    tier: "minimal",
  });
});

test.each([
  ["hangs", never],
  ["is refused", fails],
  ["throws", throws],
])("a probe that %s is a null, and the survey ends", async (_, answer) => {
  const report = await survey({
    gpu: { requestAdapter: answer },
    storage: { estimate: answer, persisted: answer },
    getBattery: answer,
    hardwareConcurrency: 8,
  });
  expect(report).toMatchObject({
    gpu: null,
    gpuAbsence: "probe_failed",
    storage: null,
    battery: null,
    cores: 8,
  });
});

test("WebGPU without an adapter is no_adapter, not no_webgpu", async () => {
  const report = await survey({ gpu: { requestAdapter: () => Promise.resolve(null) } });
  expect(report).toMatchObject({ gpu: null, gpuAbsence: "no_adapter" });
});

test("an adapter is told with its features sorted, and 0 for a limit it does not tell", async () => {
  const { gpu, gpuAbsence } = await survey({
    gpu: { requestAdapter: () => Promise.resolve(adapter) },
  });
  expect(gpuAbsence).toBeNull();
  expect(gpu).toMatchObject({ isFallback: false, vendor: "apple", architecture: "metal-3" });
  expect(gpu?.features).toEqual(["shader-f16", "subgroups"]);
  expect(gpu?.limits).toMatchObject({ maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 0 });
});

test("an older adapter says itself that it is software", async () => {
  const older = { ...adapter, info: undefined, isFallbackAdapter: true } as unknown as GPUAdapter;
  const { gpu } = await survey({ gpu: { requestAdapter: () => Promise.resolve(older) } });
  expect(gpu).toMatchObject({ isFallback: true, vendor: "" });
});

test("memory, line, space and battery are told in bytes and shares", async () => {
  const report = await survey({
    deviceMemory: 8,
    connection: { saveData: true, downlink: 10 },
    storage: {
      estimate: () => Promise.resolve({ quota: 1e9, usage: 1e6 }),
      persisted: () => Promise.resolve(true),
    },
    getBattery: () => Promise.resolve({ charging: false, level: 0.5 }),
  });
  expect(report).toMatchObject({
    memoryBytes: 8 * 2 ** 30,
    wantsToSaveData: true,
    downlinkBytesPerSecond: 1_250_000,
    storage: { quotaBytes: 1e9, usageBytes: 1e6, isPersistent: true },
    battery: { isCharging: false, level: 0.5 },
  });
});

test("space without persistence to ask for is told, and not persistent", async () => {
  const report = await survey({ storage: { estimate: () => Promise.resolve({ quota: 5 }) } });
  expect(report.storage).toEqual({ quotaBytes: 5, usageBytes: 0, isPersistent: false });
});

test.each([
  [{ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)" }, true],
  [{ userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9)" }, true],
  [{ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 5 }, true],
  [{ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 0 }, false],
  [{ userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", maxTouchPoints: 10 }, false],
  [{ userAgent: "Mozilla/5.0 (Linux; Android 15)", userAgentData: { mobile: false } }, false],
])("%j is a phone or tablet: %s", async (navigator: Navigator, expected) => {
  expect((await survey(navigator)).isPhone).toBe(expected);
});

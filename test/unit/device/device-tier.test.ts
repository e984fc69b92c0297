import { expect, test } from "vitest";
import { deviceTier } from "../../../src/device/device-tier.ts";
import type { GpuReport } from "../../../src/terms/device-report.ts";
import { GIBIBYTE, SOFTWARE_GPU, STRONG_GPU, surveyedDevice } from "../../fakes/device-samples.ts";

const withGpu = (changes: Partial<GpuReport>) =>
  surveyedDevice({ gpu: { ...STRONG_GPU, ...changes } });
const withLimit = (name: string, limit: number) =>
  withGpu({ limits: { ...STRONG_GPU.limits, [name]: limit } });
const withoutGpu = { gpu: null, gpuAbsence: "no_adapter" } as const;

test("a strong adapter with f16 and 8 GiB is large", () => {
  expect(deviceTier(surveyedDevice())).toBe("large-gpu");
});

test("a phone is minimal, however strong its adapter", () => {
  expect(deviceTier(surveyedDevice({ isPhone: true }))).toBe("minimal");
});

test("less than 4 GiB is minimal, with or without an adapter", () => {
  expect(deviceTier(surveyedDevice({ memoryBytes: 2 * GIBIBYTE }))).toBe("minimal");
  expect(deviceTier(surveyedDevice({ memoryBytes: 2 * GIBIBYTE, ...withoutGpu }))).toBe("minimal");
});

test("two cores are minimal without a usable adapter, and no hindrance with one", () => {
  expect(deviceTier(surveyedDevice({ cores: 2, ...withoutGpu }))).toBe("minimal");
  expect(deviceTier(surveyedDevice({ cores: 2, gpu: SOFTWARE_GPU }))).toBe("minimal");
  expect(deviceTier(surveyedDevice({ cores: 2 }))).toBe("large-gpu");
});

test("no adapter, a software adapter and one below web-llm's least limits are a processor", () => {
  expect(deviceTier(surveyedDevice(withoutGpu))).toBe("processor");
  expect(deviceTier(surveyedDevice({ gpu: SOFTWARE_GPU }))).toBe("processor");
  expect(deviceTier(withLimit("maxComputeWorkgroupStorageSize", 16_384))).toBe("processor");
  expect(deviceTier(withLimit("maxStorageBuffersPerShaderStage", 8))).toBe("processor");
  expect(deviceTier(withLimit("maxBufferSize", 2 ** 27))).toBe("processor");
});

test("small bindings, less than 8 GiB or shared slow memory are a small adapter", () => {
  expect(deviceTier(withLimit("maxStorageBufferBindingSize", 2 ** 27))).toBe("small-gpu");
  expect(deviceTier(surveyedDevice({ memoryBytes: 4 * GIBIBYTE }))).toBe("small-gpu");
  expect(deviceTier(withGpu({ vendor: "intel", architecture: "gen-12lp" }))).toBe("small-gpu");
  expect(deviceTier(withGpu({ vendor: "qualcomm", architecture: "adreno-7xx" }))).toBe("small-gpu");
});

test("Intel's cards with memory of their own are not small", () => {
  for (const architecture of ["gen-12hp", "xe-2hpg"]) {
    expect(deviceTier(withGpu({ vendor: "intel", architecture }))).toBe("large-gpu");
  }
});

test("without f16, or where the browser does not tell its memory, it is medium", () => {
  expect(deviceTier(withGpu({ features: [] }))).toBe("medium-gpu");
  expect(deviceTier(surveyedDevice({ memoryBytes: null }))).toBe("medium-gpu");
});

import { deviceTier, type SurveyedDevice } from "../../src/device/device-tier.ts";
import type { DeviceReport, GpuReport } from "../../src/terms/device-report.ts";

export const GIBIBYTE = 2 ** 30;

/** The adapter of a machine with a graphics card of its own. */
export const STRONG_GPU: GpuReport = {
  isFallback: false,
  vendor: "nvidia",
  architecture: "ampere",
  features: ["shader-f16", "subgroups"],
  limits: {
    maxBufferSize: 4 * GIBIBYTE,
    maxStorageBufferBindingSize: 2 * GIBIBYTE,
    maxComputeWorkgroupStorageSize: 32_768,
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 1_024,
  },
};

/** What Chromium's software adapter says of itself. */
export const SOFTWARE_GPU: GpuReport = {
  ...STRONG_GPU,
  isFallback: true,
  vendor: "google",
  architecture: "swiftshader",
  features: ["subgroups"],
};

/** A desktop of 8 GiB with a strong adapter and plenty of space, or as `changes` say. */
export function surveyedDevice(changes: Partial<SurveyedDevice> = {}): SurveyedDevice {
  return {
    gpu: STRONG_GPU,
    gpuAbsence: null,
    memoryBytes: 8 * GIBIBYTE,
    cores: 8,
    isIsolated: true,
    hasModernWasm: true,
    isPhone: false,
    storage: { quotaBytes: 100 * GIBIBYTE, usageBytes: 0, isPersistent: false },
    battery: null,
    wantsToSaveData: false,
    downlinkBytesPerSecond: null,
    ...changes,
  };
}

/** The same with its tier. */
export function deviceReport(changes: Partial<SurveyedDevice> = {}): DeviceReport {
  const device = surveyedDevice(changes);
  return { ...device, tier: deviceTier(device) };
}

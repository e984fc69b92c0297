import type { DeviceReport, DeviceTier, GpuReport } from "../terms/device-report.ts";
import { WEB_LLM_LIMITS } from "./web-llm-limits.ts";

/** A report before its tier is known. */
export type SurveyedDevice = Omit<DeviceReport, "tier">;

const GIBIBYTE = 2 ** 30;
/** Half of it, less than the browser itself leaves free, holds half a billion parameters and no more. */
const LITTLE_MEMORY = 4 * GIBIBYTE;
/** Half of it holds 4 billion parameters at four bits with their context (3.4 GiB). */
const MUCH_MEMORY = 8 * GIBIBYTE;
/** web-llm asks for buffers and bindings of this size first; the models of 1.7 billion and more need them. */
const LARGE_BUFFER = GIBIBYTE;

/** They read weights from the memory of the processor at its speed, so that more than about a billion is slow. */
const SLOW_VENDORS: ReadonlySet<string> = new Set(["qualcomm", "arm", "img-tec", "samsung"]);
/** Dawn's names of Intel's graphics with memory of their own. */
const FAST_INTEL = /^(gen-12hp|xe-\d*hpg)$/;

/**
 * How much of a machine this is. `minimal`: a phone, little memory, or two cores at most and no usable adapter. `processor`:
 * no usable adapter. `small-gpu`: an adapter with small buffers, with slow memory, or with less than 8 GiB beside it.
 * `medium-gpu`: large buffers, and 8 GiB or a browser that does not tell. `large-gpu`: 8 GiB told, and shader-f16.
 */
export function deviceTier(device: SurveyedDevice): DeviceTier {
  const { gpu, memoryBytes, cores, isPhone } = device;
  if (isPhone || (memoryBytes !== null && memoryBytes < LITTLE_MEMORY)) return "minimal";
  if (gpu !== null && isUsable(gpu)) return gpuTier(gpu, memoryBytes);
  return cores <= 2 ? "minimal" : "processor";
}

function isUsable({ isFallback, limits }: GpuReport): boolean {
  if (isFallback) return false;
  return Object.entries(WEB_LLM_LIMITS).every(([name, least]) => (limits[name] ?? 0) >= least);
}

function gpuTier(gpu: GpuReport, memoryBytes: number | null): DeviceTier {
  if (!hasLargeBuffers(gpu) || hasSlowMemory(gpu)) return "small-gpu";
  if (memoryBytes === null) return "medium-gpu";
  if (memoryBytes < MUCH_MEMORY) return "small-gpu";
  return gpu.features.includes("shader-f16") ? "large-gpu" : "medium-gpu";
}

function hasLargeBuffers({ limits }: GpuReport): boolean {
  const { maxBufferSize = 0, maxStorageBufferBindingSize = 0 } = limits;
  return maxBufferSize >= LARGE_BUFFER && maxStorageBufferBindingSize >= LARGE_BUFFER;
}

function hasSlowMemory({ vendor, architecture }: GpuReport): boolean {
  if (vendor === "intel") return !FAST_INTEL.test(architecture);
  return SLOW_VENDORS.has(vendor);
}

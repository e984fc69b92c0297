import type { GpuAbsence, GpuReport } from "../terms/device-report.ts";
import { probe } from "./probe.ts";

/** What the adapter is, or why there is none. */
export interface ProbedGpu {
  readonly gpu: GpuReport | null;
  readonly gpuAbsence: GpuAbsence | null;
}

/** The limits that models depend on. */
const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxComputeWorkgroupStorageSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeInvocationsPerWorkgroup",
] as const;

/** Older browsers say on the adapter itself whether it is software, and some say nothing of its maker. */
type OlderAdapter = Omit<GPUAdapter, "info"> & {
  readonly info?: Partial<GPUAdapterInfo>;
  readonly isFallbackAdapter?: boolean;
};

/** Asks for an adapter and makes no device of it. Never fails; `probe_failed` within `deadlineMs` where WebGPU hangs or throws. */
export async function probeGpu(
  webGpu: Pick<GPU, "requestAdapter"> | undefined,
  deadlineMs: number,
): Promise<ProbedGpu> {
  if (webGpu === undefined) return { gpu: null, gpuAbsence: "no_webgpu" };
  // Wrapped, so that "there is no adapter" and "it did not answer" stay apart.
  const found = await probe(async () => {
    const adapter = await webGpu.requestAdapter({ powerPreference: "high-performance" });
    return { report: adapter === null ? null : reportOf(adapter) };
  }, deadlineMs);
  if (found === null) return { gpu: null, gpuAbsence: "probe_failed" };
  if (found.report === null) return { gpu: null, gpuAbsence: "no_adapter" };
  return { gpu: found.report, gpuAbsence: null };
}

function reportOf(adapter: OlderAdapter): GpuReport {
  const { info, features, limits } = adapter;
  return {
    isFallback: info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false,
    vendor: info?.vendor ?? "",
    architecture: info?.architecture ?? "",
    features: [...features].toSorted(),
    limits: Object.fromEntries(LIMITS.map((name) => [name, limits[name] ?? 0])),
  };
}

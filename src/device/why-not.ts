import type { CatalogueEntry, DeviceNeeds } from "../terms/catalogue.ts";
import type { GpuReport } from "../terms/device-report.ts";
import type { WhyNot } from "../terms/model-offer.ts";
import type { BrowserModelAvailability } from "./browser-model.ts";
import type { SurveyedDevice } from "./device-tier.ts";
import { memoryBudgetOf } from "./memory-budget.ts";

/** What besides the device decides whether a model can run. */
export interface Circumstances {
  readonly isBrowserModelAllowed: boolean;
  /** What the browser says of its own model. */
  readonly browserModel: BrowserModelAvailability;
  /** What of this model lies in the store already, in bytes. */
  readonly storedBytes: number;
  /** Set by the caller; null: what the device's memory allows. */
  readonly memoryBudgetBytes: number | null;
}

/** Most memory that a WebAssembly of 32 bits can use in every browser: the other build of wllama has no more. */
const NARROW_WASM_BYTES = 2 ** 31;

/**
 * The first thing that keeps this model from running here, with what is needed and what was found. Null where it can run.
 * What nobody can change comes first: the adapter, its features and limits, then memory, then space.
 */
export function whyNot(
  entry: CatalogueEntry,
  device: SurveyedDevice,
  circumstances: Circumstances,
): WhyNot | null {
  const { engine, needs } = entry;
  if (engine === "prompt-api") return whyNoBrowserModel(circumstances);
  return (
    (needs.gpu ? whyNoGpu(needs, device) : null) ??
    whyNoWasm(entry, device) ??
    whyNoMemory(needs, device, circumstances) ??
    whyNoSpace(entry, device, circumstances)
  );
}

function whyNoBrowserModel(circumstances: Circumstances): WhyNot | null {
  if (circumstances.browserModel === "unavailable") return { reason: "browser_has_none" };
  return circumstances.isBrowserModelAllowed ? null : { reason: "not_allowed" };
}

function whyNoGpu(needs: DeviceNeeds, { gpu, gpuAbsence }: SurveyedDevice): WhyNot | null {
  if (gpu === null) return { reason: gpuAbsence ?? "probe_failed" };
  if (gpu.isFallback) return { reason: "software_adapter" };
  const missing = needs.features.find((feature) => !gpu.features.includes(feature));
  if (missing !== undefined) return { reason: "feature_missing", needed: missing };
  return whyNoLimit(needs, gpu);
}

function whyNoLimit({ limits = {} }: DeviceNeeds, gpu: GpuReport): WhyNot | null {
  for (const [name, least] of Object.entries(limits)) {
    const found = gpu.limits[name] ?? 0;
    if (found < least) return { reason: "limit_too_low", needed: `${name} ≥ ${least}`, found };
  }
  return null;
}

function whyNoWasm({ engine, needs }: CatalogueEntry, device: SurveyedDevice): WhyNot | null {
  if (engine !== "wllama" || device.hasModernWasm) return null;
  if (needs.memoryBytes <= NARROW_WASM_BYTES) return null;
  return { reason: "wasm_too_old", needed: needs.memoryBytes, found: NARROW_WASM_BYTES };
}

function whyNoMemory(
  { memoryBytes }: DeviceNeeds,
  device: SurveyedDevice,
  { memoryBudgetBytes }: Circumstances,
): WhyNot | null {
  const found = memoryBudgetBytes ?? memoryBudgetOf(device);
  if (memoryBytes <= found) return null;
  return { reason: "memory_too_small", needed: memoryBytes, found };
}

function whyNoSpace(
  { bytes }: CatalogueEntry,
  { storage }: SurveyedDevice,
  { storedBytes }: Circumstances,
): WhyNot | null {
  if (storage === null) return null;
  const needed = Math.max(0, bytes - storedBytes);
  const found = Math.max(0, storage.quotaBytes - storage.usageBytes);
  return needed <= found ? null : { reason: "storage_too_small", needed, found };
}

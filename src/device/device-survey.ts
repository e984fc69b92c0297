import type { DeviceReport } from "../terms/device-report.ts";
import { hasModernWasm } from "./device-abilities.ts";
import { deviceTier, type SurveyedDevice } from "./device-tier.ts";
import { probeGpu } from "./gpu-probe.ts";
import { probe } from "./probe.ts";

/** What a survey asks of a browser. Much of it is missing in one browser or another. */
export interface SurveyedBrowser {
  readonly navigator: SurveyedNavigator;
  readonly crossOriginIsolated?: boolean;
}

/** A navigator with what the type library does not know, and without what a browser may lack. */
interface SurveyedNavigator {
  readonly gpu?: Pick<GPU, "requestAdapter">;
  /** GiB, in steps. */
  readonly deviceMemory?: number;
  readonly hardwareConcurrency?: number;
  readonly storage?: Partial<Pick<StorageManager, "estimate" | "persisted">>;
  readonly connection?: { readonly saveData?: boolean; readonly downlink?: number };
  readonly userAgent?: string;
  readonly userAgentData?: { readonly mobile?: boolean };
  readonly maxTouchPoints?: number;
  getBattery?(): Promise<{ readonly charging: boolean; readonly level: number }>;
}

const GIBIBYTE = 2 ** 30;
/** `downlink` is in megabits a second. */
const BYTES_PER_MEGABIT = 125_000;

/**
 * Asks a browser what it offers to models. Fetches nothing and keeps nothing open. Never fails: what a browser does not
 * tell, or not within `deadlineMs`, is null, and the report is there by then.
 */
export async function surveyDevice(
  browser: SurveyedBrowser = globalThis,
  deadlineMs = 3_000,
): Promise<DeviceReport> {
  const { navigator } = browser;
  const [gpu, storage, battery] = await Promise.all([
    probeGpu(navigator.gpu, deadlineMs),
    probeStorage(navigator, deadlineMs),
    probeBattery(navigator, deadlineMs),
  ]);
  const device: SurveyedDevice = {
    ...gpu,
    memoryBytes: scaled(navigator.deviceMemory, GIBIBYTE),
    cores: navigator.hardwareConcurrency ?? 1,
    isIsolated: browser.crossOriginIsolated ?? false,
    hasModernWasm: hasModernWasm(),
    isPhone: isPhone(navigator),
    storage,
    battery,
    wantsToSaveData: navigator.connection?.saveData ?? false,
    downlinkBytesPerSecond: scaled(navigator.connection?.downlink, BYTES_PER_MEGABIT),
  };
  return { ...device, tier: deviceTier(device) };
}

/** Null where the browser does not tell, or tells 0. */
function scaled(told: number | undefined, unit: number): number | null {
  return told === undefined || told <= 0 ? null : told * unit;
}

async function probeStorage(
  { storage }: SurveyedNavigator,
  deadlineMs: number,
): Promise<DeviceReport["storage"]> {
  const [estimate, isPersistent] = await Promise.all([
    probe(() => storage?.estimate?.() ?? null, deadlineMs),
    probe(() => storage?.persisted?.() ?? null, deadlineMs),
  ]);
  if (estimate?.quota === undefined) return null;
  return {
    quotaBytes: estimate.quota,
    usageBytes: estimate.usage ?? 0,
    isPersistent: isPersistent ?? false,
  };
}

async function probeBattery(
  navigator: SurveyedNavigator,
  deadlineMs: number,
): Promise<DeviceReport["battery"]> {
  const battery = await probe(() => navigator.getBattery?.() ?? null, deadlineMs);
  return battery === null ? null : { isCharging: battery.charging, level: battery.level };
}

/** An iPad calls itself a Mac; no Mac has a touch screen. */
function isPhone({
  userAgentData,
  userAgent = "",
  maxTouchPoints = 0,
}: SurveyedNavigator): boolean {
  if (userAgentData?.mobile !== undefined) return userAgentData.mobile;
  if (/Android|iPhone|iPad|iPod|Mobile/.test(userAgent)) return true;
  return userAgent.includes("Macintosh") && maxTouchPoints > 1;
}

import type { Measured } from "./estimate.ts";
import type { EngineName } from "./catalogue.ts";

/** The exact thing that keeps a model from running here. */
export type WhyNotReason =
  | "no_webgpu"
  | "no_adapter"
  | "probe_failed"
  | "software_adapter"
  | "feature_missing"
  | "limit_too_low"
  | "memory_too_small"
  | "storage_too_small"
  | "wasm_too_old"
  | "browser_has_none"
  | "not_allowed"
  | "device_lost_too_often";

/** Why a model cannot run, with what it needs and what there is, where those are figures or names. */
export interface WhyNot {
  readonly reason: WhyNotReason;
  /** As in "shader-f16", "maxBufferSize" or a number of bytes. */
  readonly needed?: string | number;
  readonly found?: string | number;
}

/** How far a model is on this device. `outdated`: whole, and a newer revision is known. */
export type StoredState = "absent" | "partial" | "stored" | "outdated";

/** Who vouches for the bytes of a stored model. */
export type HashSource = "known" | "publisher" | "first-use";

/** What the calibration run found on this very device. */
export interface MeasuredAbility {
  readonly ability: readonly Measured[];
  readonly tokensPerSecond: number;
  readonly questions: number;
  readonly rightAnswers: number;
  /** Milliseconds since the epoch. */
  readonly measuredAt: number;
  /** Version of the classifier whose scale it is on. */
  readonly classifier: string;
}

/** One model of the catalogue as this device sees it. */
export interface ModelOffer {
  readonly id: string;
  readonly name: string;
  readonly engine: EngineName;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly revision: string;
  /** Download in bytes. */
  readonly bytes: number;
  /** What of it lies in the store, parts included. */
  readonly storedBytes: number;
  readonly stored: StoredState;
  /** Absent until something is stored. */
  readonly hashSource?: HashSource;
  readonly isLoaded: boolean;
  /** The default of this device's tier. */
  readonly isRecommended: boolean;
  /** Runs while a better one is downloaded, or where nothing else can. */
  readonly isStarter: boolean;
  /** Null where it can run. */
  readonly whyNot: WhyNot | null;
  /** What the rest of the download is expected to take; null where the speed is not known. */
  readonly expectedDownloadMs: number | null;
  readonly expectedLoadMs: number;
  readonly tokensPerSecond?: number;
  readonly measured?: MeasuredAbility;
}

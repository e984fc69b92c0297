import type { CheckVerdict } from "./check-verdict.ts";
import type { FindingKind } from "./finding.ts";
import type { WhyNot } from "./model-offer.ts";
import type { SkillName } from "./skill-answer.ts";
import type { PrivacyMode } from "./privacy-mode.ts";

/** Whether a device model can answer now, after loading, after a download that a person must begin, or not at all. */
export type Readiness = "ready" | "loadable" | "downloadable" | "unavailable";

/** One device model as it stands now. */
export interface DeviceModelState {
  readonly model: string;
  readonly readiness: Readiness;
  /** Until it is loaded; 0 when ready. */
  readonly expectedLoadMs: number;
  /** Until the queue reaches a new request of a person. */
  readonly expectedWaitMs: number;
  /** Measured on this device; absent until it has answered once. */
  readonly promptTokensPerSecond?: number;
  readonly tokensPerSecond?: number;
  /** Why it is unavailable. */
  readonly whyNot?: WhyNot;
}

/** A part of the fleet that this request may no longer use, since it was refused or has failed. */
export interface Exclusion {
  readonly scope: { readonly place: "device" | "cloud" } | { readonly model: string };
  readonly reason: "consent_refused" | "consent_required" | "failed" | "guard_unavailable";
}

/** What is true at the moment of a decision. */
export interface Situation {
  readonly isOnline: boolean;
  readonly mode: PrivacyMode;
  readonly findingKinds: readonly FindingKind[];
  readonly isGuardOverBudget: boolean;
  readonly deviceModels: readonly DeviceModelState[];
  /** What the check said of the device's last answer to this same query, if it is remembered. */
  readonly lastVerdict?: CheckVerdict;
  /** A person has just acted on the page, so that a model may be downloaded for this request (R9). */
  readonly mayDownload: boolean;
  /** The skill that recognised the whole request and has its exact answer; absent where none did (R23). */
  readonly skill?: SkillName;
  readonly exclusions: readonly Exclusion[];
  /** The path of the last answer in this conversation; absent where it does not bind (R20). */
  readonly previousPathId?: string;
}

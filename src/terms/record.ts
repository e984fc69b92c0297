import type { AnswerConfidence } from "./answer-confidence.ts";
import type { CheckVerdict } from "./check-verdict.ts";
import type { Usage } from "./answer-event.ts";
import type { ChoiceReason } from "./decision.ts";
import type { FindingKind } from "./finding.ts";
import type { Place } from "./place.ts";

/** Versions of every part that had a say, so that each can be frozen, replaced or blamed alone. */
export interface PartVersions {
  readonly classifier: string;
  readonly cards: string;
  readonly rules: string;
  readonly guard: string;
}

/** How a request came out. */
export type RecordStatus = "answered" | "incomplete" | "aborted" | "failed" | "withheld";

/** What is kept of one answered request. Never its text. Times are in milliseconds, `madeAt` since the epoch. */
export interface RequestRecord {
  readonly id: string;
  readonly madeAt: number;
  readonly conversation: string;
  readonly turn: number;
  readonly pathId: string;
  /** Key of the stored decision, a keyed hash. */
  readonly decisionKey: string;
  readonly reason: ChoiceReason;
  /** The model and place that made the answer; absent if none did. */
  readonly model?: string;
  readonly place?: Place;
  readonly status: RecordStatus;
  readonly errorCode?: string;
  readonly versions: PartVersions;
  readonly propensity: number;
  readonly seed: number;
  readonly expectedQuality: number;
  readonly isDecisionCached: boolean;
  readonly timings: RecordTimings;
  readonly usage?: Usage;
  readonly costUsd: number;
  readonly verdict?: CheckVerdict;
  readonly confidence?: AnswerConfidence;
  readonly findingKinds: readonly FindingKind[];
  /** Every body that left the device while this request ran. */
  readonly sent: readonly SentBody[];
}

export interface RecordTimings {
  readonly decisionMs: number;
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

/** One body that left: where to, which model, how large. */
export interface SentBody {
  readonly destination: string;
  readonly model: string;
  readonly bytes: number;
  readonly sentAt: number;
}

/** Running sums over all records, so that nothing has to be read back to report them. */
export interface RecordTotals {
  readonly requests: number;
  readonly answeredOnDevice: number;
  readonly answeredInCloud: number;
  readonly costUsd: number;
  readonly sentMessages: number;
  readonly sentBytes: number;
}

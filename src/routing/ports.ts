import type { ChatRequest } from "../chat/chat-request.ts";
import type { ClearedRequest } from "../privacy/clearance.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CheckVerdict } from "../terms/check-verdict.ts";
import type { Candidate, ChoiceReason } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Inspection } from "../terms/finding.ts";
import type { Path } from "../terms/path.ts";
import type { Effort } from "../terms/place.ts";
import type { Query } from "../terms/query.ts";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import type { DeviceModelState } from "../terms/situation.ts";
import type { SkillAnswer } from "../terms/skill-answer.ts";
import type { CalibrationRecord } from "./calibration-record.ts";

/** Says how hard a query is. Fails with `classifier_unavailable`; the router then decides without an estimate. */
export interface Classifier {
  /** Version of the artefact, from its manifest alone: known before the model is loaded. "none" where there is none. */
  version(signal: AbortSignal): Promise<string>;
  estimate(query: Query, signal: AbortSignal): Promise<Estimate>;
}

/** An inspection of the exact bytes of one outgoing body. `bodySha256` is lower-case hex over its UTF-8 bytes. */
export interface BodyInspection extends Inspection {
  readonly bodySha256: string;
}

/** Finds private things. Fails with `guard_unavailable`; nothing may leave then. */
export interface Guard {
  readonly version: string;
  /** Inspects texts; `part` of a finding is the index into `texts`. */
  inspect(texts: readonly string[], signal: AbortSignal): Promise<Inspection>;
  /** Inspects every string of a serialised JSON body; `start` and `end` of a finding are offsets into `body`, `part` is 0. */
  inspectBody(body: string, signal: AbortSignal): Promise<BodyInspection>;
}

/** Who waits for an answer: a person, the page for its own work (as a title), or nobody in particular. */
export type Priority = "person" | "page" | "background";

/** Bytes of one model on their way, as one true total that only grows. */
export interface LoadProgress {
  readonly model: string;
  readonly stage: "downloading" | "verifying" | "starting" | "ready";
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** The models in this browser. A model is loaded when it is first needed; an abort never unloads it. */
export interface DeviceModels {
  /** Empty where there is no device model at all. */
  states(): readonly DeviceModelState[];
  /** Fails with a `model_*`, `quota_exceeded`, `out_of_memory`, `engine_failed` or `worker_*` code. */
  load(
    model: string,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<void>;
  generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncIterable<AnswerEvent>;
}

/** The endpoints outside. `prepareBody` is pure; only a cleared request can be sent. */
export interface CloudModels {
  prepareBody(model: string, request: ChatRequest, effort: Effort | undefined): string;
  /**
   * Calls `onSent` once the body is on its way. Fails with a `cloud_*` code or `clearance_invalid`; a text already
   * streamed was yielded before.
   */
  sendToCloud(
    request: ClearedRequest,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
  ): AsyncIterable<AnswerEvent>;
}

/** A decision as it is remembered under its fingerprint. */
export interface StoredDecision {
  readonly path: Path;
  readonly reason: ChoiceReason;
  readonly isUnsure: boolean;
  readonly candidates: readonly Candidate[];
  readonly propensity: number;
}

/** An answer as it is remembered, only if the caller opted in. */
export interface StoredAnswer {
  readonly events: readonly AnswerEvent[];
  readonly model: string;
  readonly place: "device" | "cloud";
}

/** Which store a value lives in, and its type. Keys are keyed hashes: no text in them. */
export interface MemoryValues {
  readonly decisions: StoredDecision;
  readonly estimates: Estimate;
  readonly verdicts: CheckVerdict;
  readonly answers: StoredAnswer;
  readonly calibrations: CalibrationRecord;
}
export type MemoryStore = keyof MemoryValues;

/** What the router remembers. Reads and writes never fail a request: the memory adapter takes over and says so. */
export interface RouterMemory {
  /** Null while values survive a reload; otherwise one sentence that says why they do not. */
  note(): string | null;
  /** HMAC-SHA-256 of `text` under this profile's own key, lower-case hex. */
  keyedHash(text: string): Promise<string>;
  recall<Store extends MemoryStore>(
    store: Store,
    key: string,
  ): Promise<MemoryValues[Store] | undefined>;
  keep<Store extends MemoryStore>(
    store: Store,
    key: string,
    value: MemoryValues[Store],
  ): Promise<void>;
  addRecord(record: RequestRecord): Promise<void>;
  /** One record by its id. */
  recordOf(id: string): Promise<RequestRecord | undefined>;
  /** Newest first. */
  records(limit: number): Promise<readonly RequestRecord[]>;
  totals(): Promise<RecordTotals>;
  erase(): Promise<void>;
  close(): Promise<void>;
}

/** Answers exactly, or not at all. Never fails because of what the text says; fails with `worker_*` codes. */
export interface Skills {
  /** Null unless a skill recognises the whole text with certainty. `nowMs` is since the epoch, `timeZone` an IANA name. */
  answer(
    text: string,
    now: { readonly nowMs: number; readonly timeZone: string },
    signal: AbortSignal,
  ): Promise<SkillAnswer | null>;
}

/** Turns texts into vectors on this device. Fails with a `model_*` or `worker_*` code. */
export interface Embedder {
  readonly model: string;
  /** Length of a vector. */
  readonly dimensions: number;
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddedTexts>;
}

export interface EmbeddedTexts {
  /** One vector of length 1 for each text. */
  readonly vectors: readonly Float32Array[];
  /** Tokens read of each text. */
  readonly tokens: readonly number[];
  /** Whether each text was longer than what the encoder reads. */
  readonly isTruncated: readonly boolean[];
}

/** Time, chance, digests and the online state: passed in, so that the flow can be tested without them. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
  newId(): string;
  /** A uniform integer in [0, 2^32). */
  newSeed(): number;
  isOnline(): boolean;
  /** True while a person has just acted on the page: only then a download may begin. */
  hasGesture(): boolean;
  /** IANA name of the person's time zone. */
  timeZone(): string;
  /** Lower-case hex SHA-256 of the text in UTF-8. */
  sha256(text: string): Promise<string>;
}

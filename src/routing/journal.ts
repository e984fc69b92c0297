import type { RouterErrorCode } from "../router-error.ts";
import type { AnswerConfidence } from "../terms/answer-confidence.ts";
import type { Usage } from "../terms/answer-event.ts";
import type { CheckVerdict } from "../terms/check-verdict.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Effort } from "../terms/place.ts";
import type { RecordStatus, SentBody } from "../terms/record.ts";
import type { Exclusion } from "../terms/situation.ts";
import type { GuardWord } from "./decide-path.ts";
import type { HeldAnswer } from "./held-answer.ts";
import type { DecidedPath } from "./routed-event.ts";

/** What has happened to one request so far: the only thing that changes while it is answered. */
export interface Journal {
  readonly startedAt: number;
  readonly startedElapsed: number;
  readonly seed: number;
  guardWord: GuardWord | null;
  decided: DecidedPath | null;
  decisionMs: number;
  firstTokenMs: number | null;
  readonly exclusions: Exclusion[];
  /** Failures that a later decision worked around, oldest first. */
  readonly failures: { readonly code: RouterErrorCode; readonly error: Error }[];
  readonly warnings: string[];
  readonly sent: SentBody[];
  /** A device answer that the check rejected: kept, since it may turn out to be all there is. */
  held: HeldAnswer | null;
  verdict: CheckVerdict | null;
  /** How sure the device model was of the words that were checked. */
  confidence: AnswerConfidence | null;
  answeredBy: { readonly card: ModelCard; readonly effort?: Effort } | null;
  usage: Usage | null;
  shownText: string;
  hasShown: boolean;
  isAnswerCached: boolean;
  status: RecordStatus;
  errorCode: string | null;
}

/** A journal in which nothing has happened yet. Times in milliseconds. */
export function openJournal(now: number, elapsed: number, seed: number): Journal {
  return {
    startedAt: now,
    startedElapsed: elapsed,
    seed,
    guardWord: null,
    decided: null,
    decisionMs: 0,
    firstTokenMs: null,
    exclusions: [],
    failures: [],
    warnings: [],
    sent: [],
    held: null,
    verdict: null,
    confidence: null,
    answeredBy: null,
    usage: null,
    shownText: "",
    hasShown: false,
    isAnswerCached: false,
    // Stands unless the end is reached: a consumer that goes away leaves it so.
    status: "aborted",
    errorCode: null,
  };
}

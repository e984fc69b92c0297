import type { NearsideReport, NearsideStage } from "../chat/chat-completion.ts";
import type { AnswerEvent, FinishReason, Usage } from "../terms/answer-event.ts";
import type { Decision } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { FindingKind } from "../terms/finding.ts";

/** A piece of an answer; its end is told by `answer-finished`. */
export type AnswerPiece = Exclude<AnswerEvent, { readonly type: "answer-ended" }>;

/**
 * What happens while one request is answered, in order. `answer-finished` is last and comes once. If an answer breaks
 * after a piece of it was shown, `answer-broken` comes, and then the failure is thrown.
 */
export type RoutedEvent =
  | { readonly type: "stage-entered"; readonly stage: NearsideStage }
  | ({ readonly type: "path-decided" } & DecidedPath)
  | { readonly type: "piece-added"; readonly piece: AnswerPiece }
  | {
      readonly type: "answer-finished";
      readonly finishReason: FinishReason;
      readonly usage?: Usage;
      readonly report: NearsideReport;
    }
  | { readonly type: "answer-broken"; readonly report: NearsideReport };

/** A decision with what it was made from. `key` is the keyed hash under which it is stored. */
export interface DecidedPath {
  readonly decision: Decision;
  readonly key: string;
  readonly estimate: Estimate | null;
  readonly findingKinds: readonly FindingKind[];
  readonly isCached: boolean;
  readonly classifierVersion: string;
}

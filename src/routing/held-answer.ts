import type { AnswerToCheck } from "../decision/answer-checks.ts";
import { answerConfidence } from "../decision/answer-confidence.ts";
import type { AnswerEvent, FinishReason, Usage } from "../terms/answer-event.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { AnswerPiece } from "./routed-event.ts";

/** A device answer that is held until it has been checked. */
export interface HeldAnswer {
  readonly card: ModelCard;
  readonly pieces: readonly AnswerPiece[];
  readonly finishReason: FinishReason;
  readonly usage: Usage | null;
}

/** Collects an answer without showing it. */
export async function holdAnswer(
  card: ModelCard,
  events: AsyncIterable<AnswerEvent>,
): Promise<HeldAnswer> {
  const pieces: AnswerPiece[] = [];
  for await (const event of events) {
    if (event.type !== "answer-ended") pieces.push(event);
    else return { card, pieces, finishReason: event.finishReason, usage: event.usage ?? null };
  }
  return { card, pieces, finishReason: "stop", usage: null };
}

/** What the check needs to know of an answer. `isLimitedByCaller`: the request set a limit on tokens. */
export function answerToCheck(
  { card, pieces, finishReason }: HeldAnswer,
  isLimitedByCaller: boolean,
): AnswerToCheck {
  const tokens = pieces.flatMap((piece) =>
    piece.type === "text-added" && piece.logprob !== undefined ? [piece.logprob] : [],
  );
  return {
    text: textOfPieces(pieces),
    hasToolCalls: pieces.some((piece) => piece.type === "tool-call-added"),
    finishReason,
    isLimitedByCaller,
    confidence: answerConfidence(tokens),
    thresholds: card.checkPower ?? {},
  };
}

/** The visible text of these pieces. */
export function textOfPieces(pieces: readonly AnswerPiece[]): string {
  return pieces.map((piece) => (piece.type === "text-added" ? piece.text : "")).join("");
}

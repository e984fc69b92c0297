import type { AnswerToCheck } from "../decision/answer-checks.ts";
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
  const logprobs = pieces.flatMap((piece) =>
    piece.type === "text-added" && piece.logprob !== undefined ? [piece.logprob.logprob] : [],
  );
  const sum = logprobs.reduce((total, logprob) => total + logprob, 0);
  return {
    text: textOfPieces(pieces),
    hasToolCalls: pieces.some((piece) => piece.type === "tool-call-added"),
    finishReason,
    isLimitedByCaller,
    meanLogprob: logprobs.length === 0 ? null : sum / logprobs.length,
    leastMeanLogprob: card.checkPower?.leastMeanLogprob ?? null,
  };
}

/** The visible text of these pieces. */
export function textOfPieces(pieces: readonly AnswerPiece[]): string {
  return pieces.map((piece) => (piece.type === "text-added" ? piece.text : "")).join("");
}

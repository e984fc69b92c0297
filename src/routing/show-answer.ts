import type { AnswerEvent, FinishReason } from "../terms/answer-event.ts";
import type { HeldAnswer } from "./held-answer.ts";
import type { Journal } from "./journal.ts";
import type { RoutingParts } from "./request-call.ts";
import type { AnswerPiece, RoutedEvent } from "./routed-event.ts";

/** Shows an answer as it comes, and says how it ended. `onPiece` is told each piece before it is shown. */
export async function* showEvents(
  events: AsyncIterable<AnswerEvent>,
  journal: Journal,
  parts: RoutingParts,
  onPiece: (piece: AnswerPiece) => void = () => undefined,
): AsyncGenerator<RoutedEvent, FinishReason> {
  for await (const event of events) {
    if (event.type === "answer-ended") {
      journal.usage = event.usage ?? null;
      return event.finishReason;
    }
    onPiece(event);
    yield* showPiece(event, journal, parts);
  }
  return "stop";
}

/** Shows an answer that was held, and says how it had ended. */
export async function* showHeld(
  held: HeldAnswer,
  journal: Journal,
  parts: RoutingParts,
): AsyncGenerator<RoutedEvent, FinishReason> {
  journal.answeredBy = { card: held.card };
  journal.usage = held.usage;
  for (const piece of held.pieces) yield* showPiece(piece, journal, parts);
  return held.finishReason;
}

/** Shows one piece. From then on the answer is that of its model: nothing else is tried. */
export function* showPiece(
  piece: AnswerPiece,
  journal: Journal,
  { surroundings }: RoutingParts,
): Generator<RoutedEvent, void> {
  journal.hasShown = true;
  journal.firstTokenMs ??= surroundings.elapsed() - journal.startedElapsed;
  if (piece.type === "text-added") journal.shownText += piece.text;
  yield { type: "piece-added", piece };
}

import { RULES_VERSION } from "../decision/route-policy.ts";
import type { FinishReason } from "../terms/answer-event.ts";
import type { Journal } from "./journal.ts";
import type { RequestCall, RoutingParts } from "./request-call.ts";
import type { AnswerPiece, DecidedPath, RoutedEvent } from "./routed-event.ts";
import type { PathOutcome } from "./take-path.ts";

/** Shows the remembered answer to exactly this request along this path; null if there is none, or it is not wanted. */
export async function* recallAnswer(
  { decision }: DecidedPath,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
): AsyncGenerator<RoutedEvent, { readonly finishReason: FinishReason } | null> {
  const key = await answerKey(decision.path.id, call, parts);
  const stored = await parts.memory.recall("answers", key);
  const card = call.fleet.find((each) => each.id === stored?.model);
  const end = stored?.events.at(-1);
  if (stored === undefined || card === undefined || end?.type !== "answer-ended") return null;
  journal.answeredBy = { card };
  journal.isAnswerCached = true;
  journal.hasShown = true;
  journal.firstTokenMs = parts.surroundings.elapsed() - journal.startedElapsed;
  for (const event of stored.events)
    if (event.type !== "answer-ended") yield { type: "piece-added", piece: event };
  journal.usage = end.usage ?? null;
  return { finishReason: end.finishReason };
}

/** Passes a taken path on and remembers its answer, unless something private was found in the request. */
export async function* keepAnswer(
  taken: AsyncGenerator<RoutedEvent, PathOutcome>,
  { decision, findingKinds }: DecidedPath,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
): AsyncGenerator<RoutedEvent, PathOutcome> {
  const pieces: AnswerPiece[] = [];
  let step = await taken.next();
  while (step.done !== true) {
    if (step.value.type === "piece-added") pieces.push(step.value.piece);
    yield step.value;
    step = await taken.next();
  }
  const card = journal.answeredBy?.card;
  if ("exclusion" in step.value || card === undefined) return step.value;
  if (findingKinds.length > 0 || !isWorthKeeping(journal)) return step.value;
  const usage = journal.usage === null ? {} : { usage: journal.usage };
  const end = { type: "answer-ended", finishReason: step.value.finishReason, ...usage } as const;
  const answer = { events: [...pieces, end], model: card.id, place: card.place };
  void parts.memory.keep("answers", await answerKey(decision.path.id, call, parts), answer);
  return step.value;
}

/** The guard has read all of the request, and the check has nothing against the answer. */
function isWorthKeeping({ guardWord, verdict }: Journal): boolean {
  const wasRead = guardWord !== null && !guardWord.isUnavailable;
  return wasRead && !guardWord.inspection.isOverBudget && verdict?.accepted !== false;
}

function answerKey(pathId: string, call: RequestCall, parts: RoutingParts): Promise<string> {
  const { stream: _stream, stream_options: _options, nearside: _controls, ...asked } = call.request;
  const versions = [RULES_VERSION, call.fleetVersion, parts.guard.version];
  return parts.memory.keyedHash(JSON.stringify(["answer", versions, pathId, call.mode, asked]));
}

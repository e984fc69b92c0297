import { leavesOutTurns } from "../decision/adapt-request.ts";
import { checkAnswer } from "../decision/answer-checks.ts";
import { skillCard } from "../decision/skill-card.ts";
import { RouterError } from "../router-error.ts";
import type { FinishReason } from "../terms/answer-event.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Step } from "../terms/path.ts";
import type { Effort } from "../terms/place.ts";
import type { Exclusion } from "../terms/situation.ts";
import { clearRequest } from "./clear-request.ts";
import { verdictFingerprint } from "./fingerprint.ts";
import { answerToCheck, holdAnswer, type HeldAnswer } from "./held-answer.ts";
import type { Journal } from "./journal.ts";
import type { RequestCall, RoutingParts } from "./request-call.ts";
import type { AnswerPiece, RoutedEvent } from "./routed-event.ts";
import { showEvents, showHeld, showPiece } from "./show-answer.ts";
import { withheld, withholds } from "./withholding.ts";

/** How a path came out: answered, or in need of a new decision without some part of the fleet. */
export type PathOutcome =
  { readonly finishReason: FinishReason } | { readonly exclusion: Exclusion };

type StepOutcome = PathOutcome | "next";

/** Runs the steps of the decided path, one after the other, until one of them has answered. */
export async function* takePath(
  steps: readonly Step[],
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, PathOutcome> {
  for (const [index, step] of steps.entries()) {
    yield { type: "stage-entered", stage: step.kind };
    const isHeld = steps[index + 1]?.kind === "check";
    const outcome = yield* takeStep(step, isHeld, call, journal, parts, signal);
    if (outcome !== "next") return outcome;
  }
  throw new RouterError("no_allowed_path", "The path ended before anything answered.");
}

async function* takeStep(
  step: Step,
  isHeld: boolean,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, StepOutcome> {
  switch (step.kind) {
    case "skill":
      return yield* takeSkillStep(call, journal, parts);
    case "device":
      return yield* takeDeviceStep(cardOf(call, step.model), isHeld, call, journal, parts, signal);
    case "check":
      return yield* takeCheckStep(call, journal, parts);
    case "cloud":
      return yield* takeCloudStep(
        cardOf(call, step.model),
        step.effort,
        call,
        journal,
        parts,
        signal,
      );
  }
}

/** What the skill said before the decision: its path is taken only where it said something. */
async function* takeSkillStep(
  { skillWord: { answer } }: RequestCall,
  journal: Journal,
  parts: RoutingParts,
): AsyncGenerator<RoutedEvent, StepOutcome> {
  if (answer === null) throw new RouterError("decision_stale", "No skill answers this now.");
  journal.answeredBy = { card: skillCard(answer.skill) };
  yield* showPiece({ type: "text-added", text: answer.text }, journal, parts);
  return { finishReason: "stop" };
}

async function* takeDeviceStep(
  card: ModelCard,
  isHeld: boolean,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, StepOutcome> {
  // What the check rejected earlier in this request is the device's answer: it is not made twice.
  if (journal.held?.card.id === card.id) {
    if (withholds(call.policy)) throw withheld();
    return { finishReason: yield* showHeld(journal.held, journal, parts) };
  }
  if (leavesOutTurns(call.request, card)) journal.warnings.push(`${card.id}: history_shortened`);
  const events = parts.device.generate(card.id, call.request, "person", signal);
  if (isHeld) {
    journal.held = await holdAnswer(card, events);
    return "next";
  }
  journal.answeredBy = { card };
  const shown: AnswerPiece[] = [];
  const finishReason = yield* showEvents(events, journal, parts, (piece) => shown.push(piece));
  await keepVerdict(
    { card, pieces: shown, finishReason, usage: journal.usage },
    call,
    journal,
    parts,
  );
  return { finishReason };
}

async function* takeCheckStep(
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
): AsyncGenerator<RoutedEvent, StepOutcome> {
  if (journal.held === null) return "next";
  await keepVerdict(journal.held, call, journal, parts);
  return journal.verdict?.accepted === true
    ? { finishReason: yield* showHeld(journal.held, journal, parts) }
    : "next";
}

async function* takeCloudStep(
  card: ModelCard,
  effort: Effort | undefined,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, StepOutcome> {
  const clearance = await clearRequest(call, card, effort, parts, signal);
  if ("refusal" in clearance) return { exclusion: clearance.refusal };
  const { destination, model } = clearance.cleared;
  const onSent = (bytes: number): void => {
    journal.sent.push({ destination, model, bytes, sentAt: parts.surroundings.now() });
  };
  journal.answeredBy = effort === undefined ? { card } : { card, effort };
  const events = parts.cloud.sendToCloud(clearance.cleared, signal, onSent);
  return { finishReason: yield* showEvents(events, journal, parts) };
}

/** Checks a whole device answer and remembers the verdict for the next like question. */
async function keepVerdict(
  answer: HeldAnswer,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
): Promise<void> {
  const limit = call.request.max_completion_tokens ?? call.request.max_tokens;
  const toCheck = answerToCheck(answer, typeof limit === "number");
  journal.verdict = checkAnswer(toCheck);
  journal.confidence = toCheck.confidence;
  const key = await parts.memory.keyedHash(verdictFingerprint(call.request, call.fleet));
  void parts.memory.keep("verdicts", key, journal.verdict);
}

function cardOf(call: RequestCall, model: string): ModelCard {
  const card = call.fleet.find((each) => each.id === model);
  if (card === undefined) throw new RouterError("model_unknown", `There is no model "${model}".`);
  return card;
}

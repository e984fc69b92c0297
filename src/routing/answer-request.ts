import { textsOf } from "../chat/message-text.ts";
import { RouterError } from "../router-error.ts";
import type { NoPath } from "../terms/decision.ts";
import type { Exclusion } from "../terms/situation.ts";
import { keepAnswer, recallAnswer } from "./answer-cache.ts";
import { askGuard, decidePath, withEarlierPath } from "./decide-path.ts";
import { openJournal, type Journal } from "./journal.ts";
import { recordOf, reportOf } from "./report-of.ts";
import type { RequestCall, RoutingParts } from "./request-call.ts";
import type { DecidedPath, RoutedEvent } from "./routed-event.ts";
import { takePath, type PathOutcome } from "./take-path.ts";
import { withheld, withholds } from "./withholding.ts";
import { whyNoPath } from "./why-no-path.ts";

/**
 * One request, top to bottom: guard, decide, take the path; where a part is refused or fails before anything was
 * shown, decide again without it. Fails with a `RouterError`, or with the signal's reason when aborted. The record is
 * written however it ends.
 */
export async function* answerRequest(
  call: RequestCall,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, void> {
  const { surroundings } = parts;
  const journal = openJournal(surroundings.now(), surroundings.elapsed(), surroundings.newSeed());
  try {
    signal.throwIfAborted();
    if (call.skillWord.failure !== null) journal.warnings.push(`skills: ${call.skillWord.failure}`);
    yield { type: "stage-entered", stage: "guard" };
    journal.guardWord = await askGuard(textsOf(call.request), parts, signal);
    yield* answerGuarded(call, journal, parts, signal);
  } catch (error) {
    const failure = noteFailure(error, journal, signal);
    if (journal.hasShown)
      yield { type: "answer-broken", report: reportOf(call, journal, surroundings) };
    throw failure;
  } finally {
    if (journal.decided !== null) await parts.memory.addRecord(recordOf(call, journal, parts));
  }
}

async function* answerGuarded(
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, void> {
  // Each round excludes one more part of the fleet, so that this ends.
  for (;;) {
    yield { type: "stage-entered", stage: "decide" };
    const decided = await decideRound(call, journal, parts, signal);
    journal.decisionMs = parts.surroundings.elapsed() - journal.startedElapsed;
    yield { type: "path-decided", ...decided };
    const outcome = yield* tryPath(decided, call, journal, parts, signal);
    if ("exclusion" in outcome) {
      journal.exclusions.push(outcome.exclusion);
      continue;
    }
    const { finishReason } = outcome;
    journal.status = "answered";
    const report = reportOf(call, journal, parts.surroundings);
    const usage = journal.usage === null ? {} : { usage: journal.usage };
    yield { type: "answer-finished", finishReason, ...usage, report };
    return;
  }
}

/** The decision of this round; the caller's own in the first one, if it may still be taken. */
async function decideRound(
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): Promise<DecidedPath> {
  const guardWord = journal.guardWord ?? {
    inspection: { findings: [], isOverBudget: true },
    isUnavailable: true,
  };
  const now: DecidedPath | NoPath = await decidePath(
    call,
    guardWord,
    journal.exclusions,
    parts,
    signal,
    ({ code }) => journal.warnings.push(`classifier: ${code}`),
  );
  if (call.decided !== null && journal.exclusions.length === 0) {
    const taken = withEarlierPath(now, call.decided, call.policy.unsureBelow);
    if (taken !== null)
      return settle(taken, taken.decision.path.id !== pathIdOf(now), call, journal);
    throw new RouterError(
      "decision_stale",
      "The path decided in the preview can no longer be taken.",
    );
  }
  if (!("decision" in now)) throw whyNoPath(now, journal);
  return settle(now, false, call, journal);
}

/** Notes the decision; withholds an unsure answer where the caller wants that and has not chosen the path. */
function settle(
  decided: DecidedPath,
  isCallersPath: boolean,
  call: RequestCall,
  journal: Journal,
): DecidedPath {
  journal.decided = decided;
  if (!decided.decision.isUnsure || isCallersPath || !withholds(call.policy)) return decided;
  // A failure that left only the unsure path is the better reason.
  throw journal.failures.at(-1)?.error ?? withheld();
}

function pathIdOf(now: DecidedPath | NoPath): string | null {
  return "decision" in now ? now.decision.path.id : null;
}

async function* tryPath(
  decided: DecidedPath,
  call: RequestCall,
  journal: Journal,
  parts: RoutingParts,
  signal: AbortSignal,
): AsyncGenerator<RoutedEvent, PathOutcome> {
  const { steps } = decided.decision.path;
  // What a skill says is made anew each time: it is quick, and the time passes.
  const isCacheable = call.cachesAnswers && steps[0]?.kind !== "skill";
  const recalled = isCacheable ? yield* recallAnswer(decided, call, journal, parts) : null;
  if (recalled !== null) return recalled;
  try {
    const taken = takePath(steps, call, journal, parts, signal);
    const outcome = yield* isCacheable ? keepAnswer(taken, decided, call, journal, parts) : taken;
    return outcome;
  } catch (error) {
    return { exclusion: exclusionAfter(error, call, journal, signal) };
  }
}

/** What to do without after this failure; throws it where nothing else may be tried. */
function exclusionAfter(
  error: unknown,
  call: RequestCall,
  journal: Journal,
  signal: AbortSignal,
): Exclusion {
  signal.throwIfAborted();
  if (journal.hasShown || !(error instanceof RouterError) || error.code === "answer_withheld")
    throw error;
  // Who took a path that stays here did not ask for the cloud instead.
  if (call.decided !== null && staysHere(journal)) throw error;
  const model = journal.answeredBy?.card.id ?? deviceModelOf(journal);
  if (model === null) throw error;
  journal.failures.push({ code: error.code, error });
  journal.warnings.push(`${model}: ${error.code}`);
  journal.answeredBy = null;
  return { scope: { model }, reason: "failed" };
}

/** While an answer is held nothing has answered yet: the failure is the device step's. */
function deviceModelOf(journal: Journal): string | null {
  const step = journal.decided?.decision.path.steps.find(({ kind }) => kind === "device");
  return step?.kind === "device" ? step.model : null;
}

function staysHere(journal: Journal): boolean {
  return journal.decided?.decision.path.steps.every(({ kind }) => kind !== "cloud") ?? false;
}

function noteFailure(cause: unknown, journal: Journal, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const error =
    cause instanceof RouterError
      ? cause
      : new RouterError("engine_failed", "The answer failed for a reason that is not known.", {
          cause,
        });
  journal.errorCode = error.code;
  journal.status = statusOf(error, journal);
  if (!journal.hasShown) return error;
  const { code, message, status } = error;
  const known = status === undefined ? {} : { status };
  return new RouterError(code, message, {
    cause: error.cause,
    partialText: journal.shownText,
    ...known,
  });
}

function statusOf(error: RouterError, journal: Journal): Journal["status"] {
  if (error.code === "answer_withheld") return "withheld";
  return journal.hasShown ? "incomplete" : "failed";
}

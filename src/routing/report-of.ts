import type { NearsideReport } from "../chat/chat-completion.ts";
import { qualityOncePassed } from "../decision/expected-quality.ts";
import { RULES_VERSION } from "../decision/route-policy.ts";
import { costUsd, UNMEASURED_CHECK } from "../decision/path-figures.ts";
import { estimateTokens } from "../decision/read-query.ts";
import { RouterError } from "../router-error.ts";
import type { Candidate } from "../terms/decision.ts";
import type { RequestRecord } from "../terms/record.ts";
import { findingKindsOf } from "./fingerprint.ts";
import type { Journal } from "./journal.ts";
import type { Surroundings } from "./ports.ts";
import type { RequestCall, RoutingParts } from "./request-call.ts";
import type { DecidedPath } from "./routed-event.ts";

/** What is told of an answer beside it. Fails if nothing has been decided or nothing has answered. */
export function reportOf(
  call: RequestCall,
  journal: Journal,
  surroundings: Surroundings,
): NearsideReport {
  const { decided, answeredBy } = journal;
  if (decided === null || answeredBy === null)
    throw new RouterError("no_allowed_path", "Nothing has answered yet.");
  const { card, effort } = answeredBy;
  return {
    id: call.id,
    place: card.place,
    model: card.id,
    modelName: card.name,
    ...(effort === undefined ? {} : { effort }),
    pathId: decided.decision.path.id,
    reason: decided.decision.reason,
    expected: chosenOf(decided).figures,
    isUnsure: isUnsure(call, journal, decided),
    isDecisionCached: decided.isCached,
    isAnswerCached: journal.isAnswerCached,
    isIncomplete: journal.status !== "answered",
    ...(journal.verdict === null ? {} : { verdict: journal.verdict }),
    ...(journal.confidence === null ? {} : { confidence: journal.confidence }),
    ...skillOf(call, decided),
    warnings: journal.warnings,
    costUsd: spentUsd(call, journal),
    sentBytes: journal.sent.reduce((sum, { bytes }) => sum + bytes, 0),
    timings: timingsOf(journal, surroundings),
  };
}

/** The record of a request; never its text. Call it only once something has been decided. */
export function recordOf(call: RequestCall, journal: Journal, parts: RoutingParts): RequestRecord {
  const { decided, answeredBy } = journal;
  if (decided === null) throw new RouterError("no_allowed_path", "Nothing was decided.");
  const inspection = journal.guardWord?.inspection ?? { findings: [], isOverBudget: false };
  return {
    id: call.id,
    madeAt: journal.startedAt,
    conversation: call.conversation,
    turn: call.query.turnCount,
    pathId: decided.decision.path.id,
    decisionKey: decided.key,
    reason: decided.decision.reason,
    ...(answeredBy === null ? {} : { model: answeredBy.card.id, place: answeredBy.card.place }),
    status: journal.status,
    ...(journal.errorCode === null ? {} : { errorCode: journal.errorCode }),
    versions: {
      classifier: decided.classifierVersion,
      cards: call.fleetVersion,
      rules: RULES_VERSION,
      guard: parts.guard.version,
    },
    propensity: decided.decision.propensity,
    seed: journal.seed,
    expectedQuality: chosenOf(decided).figures.quality.mean,
    isDecisionCached: decided.isCached,
    timings: timingsOf(journal, parts.surroundings),
    ...(journal.usage === null ? {} : { usage: journal.usage }),
    costUsd: spentUsd(call, journal),
    ...(journal.verdict === null ? {} : { verdict: journal.verdict }),
    ...(journal.confidence === null ? {} : { confidence: journal.confidence }),
    findingKinds: findingKindsOf(inspection),
    sent: journal.sent,
  };
}

/** From the usage the endpoint told; where it told none but something was sent, from what was read and shown. */
function spentUsd({ query }: RequestCall, { answeredBy, usage, sent, shownText }: Journal): number {
  if (answeredBy === null || sent.length === 0) return 0;
  const { promptTokens, completionTokens } = usage ?? {
    promptTokens: query.promptTokens,
    completionTokens: estimateTokens([shownText]),
  };
  return costUsd(answeredBy.card, promptTokens, completionTokens);
}

/** How a skill came to its answer, where one answered. */
function skillOf({ skillWord: { answer } }: RequestCall, { decision }: DecidedPath) {
  if (answer === null || decision.path.steps[0]?.kind !== "skill") return {};
  return { skill: { name: answer.skill, explanation: answer.explanation } };
}

function chosenOf({ decision }: DecidedPath): Candidate {
  const chosen = decision.candidates.find(({ path }) => path.id === decision.path.id);
  if (chosen === undefined)
    throw new RangeError(`"${decision.path.id}" is not among its candidates.`);
  return chosen;
}

/** A device answer is unsure if it was decided so, if its check failed, or if passing was not enough. */
function isUnsure(call: RequestCall, journal: Journal, decided: DecidedPath): boolean {
  const card = journal.answeredBy?.card;
  if (card?.place !== "device") return false;
  if (decided.decision.isUnsure || journal.verdict?.accepted === false) return true;
  const alone = decided.decision.candidates.find(({ path }) => path.id === `device:${card.id}`);
  if (alone === undefined || journal.verdict === null) return false;
  const passed = qualityOncePassed(alone.figures.quality.mean, card.checkPower ?? UNMEASURED_CHECK);
  return passed < call.policy.unsureBelow;
}

function timingsOf(journal: Journal, surroundings: Surroundings): NearsideReport["timings"] {
  return {
    decisionMs: journal.decisionMs,
    ...(journal.firstTokenMs === null ? {} : { firstTokenMs: journal.firstTokenMs }),
    totalMs: surroundings.elapsed() - journal.startedElapsed,
  };
}

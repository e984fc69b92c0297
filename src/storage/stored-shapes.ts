import * as v from "valibot";
import type { MemoryStore, MemoryValues, StoredAnswer, StoredDecision } from "../routing/ports.ts";
import type { AnswerEvent, TokenLogprob, Usage } from "../terms/answer-event.ts";
import type { CheckVerdict } from "../terms/check-verdict.ts";
import type { Candidate, Standing } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Path, PathFigures } from "../terms/path.ts";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import {
  choiceReason,
  effort,
  exclusionReason,
  findingKind,
  finishReason,
  lossReason,
  place,
  recordStatus,
  rejectionReason,
} from "./closed-words.ts";
import type { Shape } from "./closed-words.ts";
import type { Kept } from "./schema.ts";

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const verdict: Shape<CheckVerdict> = v.union([
  v.object({ accepted: v.literal(true) }),
  v.object({ accepted: v.literal(false), reason: rejectionReason }),
]);

const path: Shape<Path> = v.object({
  id: v.string(),
  steps: v.array(
    v.variant("kind", [
      v.object({ kind: v.literal("device"), model: v.string() }),
      v.object({ kind: v.literal("check") }),
      v.object({ kind: v.literal("cloud"), model: v.string(), effort: v.exactOptional(effort) }),
    ]),
  ),
});

const figures: Shape<PathFigures> = v.object({
  quality: v.object({ mean: finite, low: finite, high: finite }),
  costUsd: finite,
  // A path that cannot be taken may be expected never to end.
  delayMs: v.number(),
  exposureBytes: finite,
});

const standing: Shape<Standing> = v.variant("status", [
  v.object({ status: v.literal("chosen") }),
  v.object({ status: v.literal("lost"), reason: lossReason }),
  v.object({ status: v.literal("excluded"), reason: exclusionReason }),
]);

const candidate: Shape<Candidate> = v.object({ path, figures, utility: v.number(), standing });

const decision: Shape<StoredDecision> = v.object({
  path,
  reason: choiceReason,
  isUnsure: v.boolean(),
  candidates: v.array(candidate),
  propensity: finite,
});

const estimate: Shape<Estimate> = v.object({
  version: v.string(),
  difficulties: v.array(v.object({ mean: finite, sd: finite })),
  discriminations: v.array(finite),
  domain: v.record(v.string(), finite),
  task: v.record(v.string(), finite),
  needsTools: v.exactOptional(finite),
  needsFresh: v.exactOptional(finite),
  reasoningDepth: v.exactOptional(effort),
  language: v.exactOptional(v.nullable(v.string())),
});

const usage: Shape<Usage> = v.object({
  promptTokens: count,
  completionTokens: count,
  reasoningTokens: v.exactOptional(count),
});

const logprob: Shape<TokenLogprob> = v.object({
  token: v.string(),
  logprob: v.number(),
  alternatives: v.array(v.object({ token: v.string(), logprob: v.number() })),
});

const answerEvent: Shape<AnswerEvent> = v.variant("type", [
  v.object({ type: v.literal("text-added"), text: v.string(), logprob: v.exactOptional(logprob) }),
  v.object({ type: v.literal("reasoning-added"), text: v.string() }),
  v.object({
    type: v.literal("tool-call-added"),
    index: count,
    id: v.exactOptional(v.string()),
    name: v.exactOptional(v.string()),
    argumentsText: v.string(),
  }),
  v.object({ type: v.literal("answer-ended"), finishReason, usage: v.exactOptional(usage) }),
]);

const answer: Shape<StoredAnswer> = v.object({
  events: v.array(answerEvent),
  model: v.string(),
  place,
});

const record: Shape<RequestRecord> = v.object({
  id: v.string(),
  madeAt: finite,
  conversation: v.string(),
  turn: count,
  pathId: v.string(),
  decisionKey: v.string(),
  reason: choiceReason,
  model: v.exactOptional(v.string()),
  place: v.exactOptional(place),
  status: recordStatus,
  errorCode: v.exactOptional(v.string()),
  versions: v.object({
    classifier: v.string(),
    cards: v.string(),
    rules: v.string(),
    guard: v.string(),
  }),
  propensity: finite,
  seed: count,
  expectedQuality: finite,
  isDecisionCached: v.boolean(),
  timings: v.object({
    decisionMs: finite,
    firstTokenMs: v.exactOptional(finite),
    totalMs: finite,
  }),
  usage: v.exactOptional(usage),
  costUsd: finite,
  verdict: v.exactOptional(verdict),
  findingKinds: v.array(findingKind),
  sent: v.array(
    v.object({ destination: v.string(), model: v.string(), bytes: count, sentAt: finite }),
  ),
});

const totals: Shape<RecordTotals> = v.object({
  requests: count,
  answeredOnDevice: count,
  answeredInCloud: count,
  costUsd: finite,
  sentMessages: count,
  sentBytes: count,
});

const values = { decisions: decision, estimates: estimate, verdicts: verdict, answers: answer };
const stamped = v.object({ savedAt: finite, usedAt: finite, value: v.unknown() });

/** Whether what was read from `store` is whole: profiles are old, files rot and other code writes too. */
export function isKept<Store extends MemoryStore>(
  store: Store,
  read: unknown,
): read is Kept<MemoryValues[Store]> {
  return v.is(stamped, read) && v.is(values[store], read.value);
}

/** Whether what was read is a whole record. */
export function isRecord(read: unknown): read is RequestRecord {
  return v.is(record, read);
}

/** Whether what was read are whole totals. */
export function isTotals(read: unknown): read is RecordTotals {
  return v.is(totals, read);
}

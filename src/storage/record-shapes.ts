import * as v from "valibot";
import type { RecordTotals, RequestRecord } from "../terms/record.ts";
import { confidence, usage, verdict } from "./answer-shapes.ts";
import { choiceReason, findingKind, place, recordStatus } from "./closed-words.ts";
import type { Shape } from "./closed-words.ts";
import { count, finite } from "./figure-shapes.ts";

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
  confidence: v.exactOptional(confidence),
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

/** Whether what was read is a whole record. */
export function isRecord(read: unknown): read is RequestRecord {
  return v.is(record, read);
}

/** Whether what was read are whole totals. */
export function isTotals(read: unknown): read is RecordTotals {
  return v.is(totals, read);
}

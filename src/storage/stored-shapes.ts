import * as v from "valibot";
import type { CalibrationRecord } from "../routing/calibration-record.ts";
import type { MemoryStore, MemoryValues, StoredDecision } from "../routing/ports.ts";
import type { Candidate, Standing } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { Path, PathFigures } from "../terms/path.ts";
import { answer, verdict } from "./answer-shapes.ts";
import { choiceReason, effort, exclusionReason, lossReason, skillName } from "./closed-words.ts";
import type { Shape } from "./closed-words.ts";
import { count, finite, measured } from "./figure-shapes.ts";
import type { Kept } from "./schema.ts";

const path: Shape<Path> = v.object({
  id: v.string(),
  steps: v.array(
    v.variant("kind", [
      v.object({ kind: v.literal("skill"), skill: skillName }),
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
  difficulties: v.array(measured),
  discriminations: v.array(finite),
  domain: v.record(v.string(), finite),
  task: v.record(v.string(), finite),
  needsTools: v.exactOptional(finite),
  needsFresh: v.exactOptional(finite),
  reasoningDepth: v.exactOptional(effort),
  language: v.exactOptional(v.nullable(v.string())),
});

const calibration: Shape<CalibrationRecord> = v.object({
  prior: v.array(measured),
  answers: v.array(
    v.object({ question: v.string(), isRight: v.boolean(), tokensPerSecond: v.nullable(finite) }),
  ),
  measured: v.exactOptional(
    v.object({
      ability: v.array(measured),
      tokensPerSecond: finite,
      questions: count,
      rightAnswers: count,
      measuredAt: finite,
      classifier: v.string(),
    }),
  ),
});

const values = {
  decisions: decision,
  estimates: estimate,
  verdicts: verdict,
  answers: answer,
  calibrations: calibration,
};
const stamped = v.object({ savedAt: finite, usedAt: finite, value: v.unknown() });

/** Whether what was read from `store` is whole: profiles are old, files rot and other code writes too. */
export function isKept<Store extends MemoryStore>(
  store: Store,
  read: unknown,
): read is Kept<MemoryValues[Store]> {
  return v.is(stamped, read) && v.is(values[store], read.value);
}

import type { Measured } from "../terms/estimate.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import type { RouterMemory } from "./ports.ts";

/** A model at one exact state of its weights: another revision is measured anew. */
export interface CalibratedModel {
  /** What is believed of it before. */
  readonly card: Pick<ModelCard, "id" | "ability" | "pace">;
  readonly revision: string;
}

/** One graded answer. The question is named, and nothing that the model said is kept. */
export interface CalibrationAnswer {
  /** Id of the question. */
  readonly question: string;
  readonly isRight: boolean;
  /** Null where the answer was too short to tell. */
  readonly tokensPerSecond: number | null;
}

/** What is known of one model on the scale of one classifier, kept after every answer. */
export interface CalibrationRecord {
  /** What was believed before the first answer: a run that goes on later starts from the same. */
  readonly prior: readonly Measured[];
  /** Oldest first; no question twice. */
  readonly answers: readonly CalibrationAnswer[];
  /** What the last run that came to its end found. */
  readonly measured?: MeasuredAbility;
}

type Memory = Pick<RouterMemory, "keyedHash" | "recall" | "keep">;

/** Names the record of a model on the scale of a classifier. Fails with `storage_failed` without a secure context. */
export function calibrationKey(
  { card, revision }: CalibratedModel,
  classifier: string,
  memory: Memory,
): Promise<string> {
  return memory.keyedHash(JSON.stringify(["calibration", card.id, revision, classifier]));
}

/** Keeps a record, with what another tab may have learned meanwhile. Resolves to the record as it is kept. */
export async function keepRecord(
  key: string,
  record: CalibrationRecord,
  memory: Memory,
): Promise<CalibrationRecord> {
  const elsewhere = (await memory.recall("calibrations", key))?.answers ?? [];
  const own = new Set(record.answers.map(({ question }) => question));
  const others = elsewhere.filter(({ question }) => !own.has(question));
  const whole = { ...record, answers: [...others, ...record.answers] };
  await memory.keep("calibrations", key, whole);
  return whole;
}

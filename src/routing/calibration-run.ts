import { STANDARD_NORMAL } from "../learning/item-response.ts";
import type { Measured } from "../terms/estimate.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import { askQuestion } from "./calibration-answer.ts";
import { untilIdle, type CalibrationWait, type IdleConditions } from "./calibration-conditions.ts";
import type { CalibrationSet } from "./calibration-question.ts";
import {
  calibrationKey,
  keepRecord,
  type CalibratedModel,
  type CalibrationRecord,
} from "./calibration-record.ts";
import {
  abilityFrom,
  CALIBRATION_LIMITS,
  measuredFrom,
  priorFor,
  questionAfter,
  type CalibrationLimits,
} from "./calibration-standing.ts";
import type { DeviceModels, RouterMemory, Surroundings } from "./ports.ts";

/** What a calibration run needs. */
export interface CalibrationParts {
  readonly device: Pick<DeviceModels, "generate" | "states">;
  readonly memory: Pick<RouterMemory, "keyedHash" | "recall" | "keep">;
  readonly surroundings: Pick<Surroundings, "now" | "elapsed">;
  readonly conditions: IdleConditions;
  /** Brings the questions. Fails with a `model_*` code. */
  readQuestions(signal: AbortSignal): Promise<CalibrationSet>;
}

/** How a run stands: told at its start, after every answer and as what it waits for changes. */
export interface CalibrationStanding {
  readonly model: string;
  /** Questions answered, those of earlier sittings among them. */
  readonly asked: number;
  readonly most: number;
  /** The first, general ability, in logits. */
  readonly ability: Measured;
  /** Null while a question is asked, and at the end. */
  readonly waitsFor: CalibrationWait | null;
}

/**
 * Finds out how able a model is by asking it, while nobody needs the device, the questions that tell most, until its ability
 * is certain enough. Every answer is kept at once: an abort or a reload loses at most the answer in the making, and the next
 * call goes on from there; once all is known it asks nothing and says what was found. Another revision or classifier starts
 * anew. Rejects with the signal's reason; fails with what the model fails with twice at one question, with what
 * `readQuestions` fails with, or with `storage_failed` without a secure context.
 */
export async function runCalibration(
  model: CalibratedModel,
  parts: CalibrationParts,
  options: Partial<CalibrationLimits>,
  onProgress: (standing: CalibrationStanding) => void,
  signal: AbortSignal,
): Promise<MeasuredAbility> {
  signal.throwIfAborted();
  const set = await parts.readQuestions(signal);
  const key = await calibrationKey(model, set.classifier, parts.memory);
  const limits: CalibrationLimits = { ...CALIBRATION_LIMITS, ...options };
  let record: CalibrationRecord = (await parts.memory.recall("calibrations", key)) ?? {
    prior: priorFor(model.card.ability, set),
    answers: [],
  };
  const tell = (waitsFor: CalibrationWait | null) =>
    onProgress(standingOf(model.card.id, record, set, limits.most, waitsFor));
  tell(null);
  for (;;) {
    const question = questionAfter(record, set, limits);
    if (question === null) break;
    await untilIdle(parts, tell, signal);
    const answer = await askQuestion(model.card.id, question, parts, signal);
    record = await keepRecord(
      key,
      { ...record, answers: [...record.answers, answer] },
      parts.memory,
    );
    tell(null);
  }
  return finish(model, key, record, set, parts);
}

function standingOf(
  model: string,
  record: CalibrationRecord,
  set: CalibrationSet,
  most: number,
  waitsFor: CalibrationWait | null,
): CalibrationStanding {
  const [ability = STANDARD_NORMAL] = abilityFrom(record, set);
  return { model, asked: record.answers.length, most, ability, waitsFor };
}

/** What was found; a run that had nothing left to ask found it earlier. */
async function finish(
  { card }: CalibratedModel,
  key: string,
  record: CalibrationRecord,
  set: CalibrationSet,
  { device, memory, surroundings }: CalibrationParts,
): Promise<MeasuredAbility> {
  if (record.measured?.questions === record.answers.length) return record.measured;
  const state = device.states().find((each) => each.model === card.id);
  const pace = state?.tokensPerSecond ?? card.pace.tokensPerSecond;
  const measured = measuredFrom(record, set, surroundings.now(), pace);
  await keepRecord(key, { ...record, measured }, memory);
  return measured;
}

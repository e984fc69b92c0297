import { logistic } from "../decision/averaged-logistic.ts";
import { nextQuestion } from "../learning/adaptive-test.ts";
import { itemLine, logitOf, STANDARD_NORMAL } from "../learning/item-response.ts";
import { modelAbility } from "../learning/model-ability.ts";
import type { Measured } from "../terms/estimate.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import type { CalibrationQuestion, CalibrationSet } from "./calibration-question.ts";
import type { CalibrationAnswer, CalibrationRecord } from "./calibration-record.ts";

/** When a run has asked enough. */
export interface CalibrationLimits {
  /** The most questions, those of earlier sittings among them. */
  readonly most: number;
  /** Standard deviation in logits at which an ability is certain enough. */
  readonly sureSd: number;
}

/** As docs/decisions/2026-11-24-calibration-run.md found by simulation. */
export const CALIBRATION_LIMITS: CalibrationLimits = { most: 50, sureSd: 0.25 };

/** What is believed before counts as much as the spread of all models and no more: the device shall speak for itself. */
const LEAST_PRIOR_SD = 1;
/** Where the chance to know it is less, too many right choices among ten would be guesses. */
const LEAST_CHANCE_TO_KNOW = 0.35;

/** The belief that a run starts from, in every dimension of the set: the card's ability, at least as wide as all models. */
export function priorFor(
  expected: readonly Measured[],
  { questions }: CalibrationSet,
): readonly Measured[] {
  return (questions[0]?.discriminations ?? []).map((_, dimension) => {
    const { mean, sd } = expected[dimension] ?? STANDARD_NORMAL;
    return { mean, sd: Math.max(sd, LEAST_PRIOR_SD) };
  });
}

/** What the answers so far say of the model, one figure per dimension. Answers to questions not in the set tell nothing. */
export function abilityFrom(record: CalibrationRecord, set: CalibrationSet): readonly Measured[] {
  const byId = new Map(set.questions.map((question) => [question.id, question]));
  const graded = record.answers.flatMap(({ question, isRight }) => {
    const asked = byId.get(question);
    return asked === undefined ? [] : [{ ...asked, outcome: isRight ? 1 : 0 }];
  });
  return modelAbility(graded, record.prior).ability;
}

/**
 * The question to ask next; null where the ability is certain enough, the most were asked, or no question is left. A choice
 * among ten is asked only of a model that would know it with some likelihood: what a weaker one gets right there are guesses,
 * which the scale knows nothing of, and which would lift it by more than a logit.
 */
export function questionAfter(
  record: CalibrationRecord,
  set: CalibrationSet,
  { most, sureSd }: CalibrationLimits,
): CalibrationQuestion | null {
  const ability = abilityFrom(record, set);
  if (record.answers.length >= most || ability.every(({ sd }) => sd <= sureSd)) return null;
  const abilities = ability.map(({ mean }) => mean);
  const telling = set.questions.filter(
    (question) =>
      question.grading !== "letter" ||
      logistic(logitOf(itemLine(question), abilities)) >= LEAST_CHANCE_TO_KNOW,
  );
  return nextQuestion(ability, telling, new Set(record.answers.map(({ question }) => question)));
}

/** What a run that has come to its end found. `fallbackPace`: tokens a second, where no answer was long enough to tell. */
export function measuredFrom(
  record: CalibrationRecord,
  set: CalibrationSet,
  measuredAt: number,
  fallbackPace: number,
): MeasuredAbility {
  return {
    ability: abilityFrom(record, set),
    tokensPerSecond: medianPace(record.answers) ?? fallbackPace,
    questions: record.answers.length,
    rightAnswers: record.answers.filter(({ isRight }) => isRight).length,
    measuredAt,
    classifier: set.classifier,
  };
}

/** The median, since an answer that made way for a person looks slow. */
function medianPace(answers: readonly CalibrationAnswer[]): number | undefined {
  const paces = answers
    .flatMap(({ tokensPerSecond }) => (tokensPerSecond === null ? [] : [tokensPerSecond]))
    .toSorted((one, other) => one - other);
  return paces[Math.floor(paces.length / 2)];
}

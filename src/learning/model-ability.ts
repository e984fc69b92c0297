import { RouterError } from "../router-error.ts";
import type { Measured } from "../terms/estimate.ts";
import { isUsable, itemLine, STANDARD_NORMAL, type ItemParameters } from "./item-response.ts";
import { posteriorPeak } from "./posterior-peak.ts";

/** One answer of a model: the question's parameters, and how good it was, from 0 (wrong) to 1 (right). */
export interface GradedAnswer extends ItemParameters {
  readonly outcome: number;
}

/** Where an ability comes from: answers; answers all right or all wrong, so that only the prior bounds it; the prior alone. */
export type AbilityNote = "fitted" | "one_class" | "no_answers";

/** A model's abilities with what they rest on. */
export interface FittedAbility {
  /** One per dimension. */
  readonly ability: readonly Measured[];
  /** Answers that the fit rests on. */
  readonly answerCount: number;
  readonly note: AbilityNote;
}

/** A narrower or wider prior is a mistake, and its square would leave the range of a number. */
const NARROWEST_PRIOR = 1e-6;
const WIDEST_PRIOR = 1e6;

/**
 * The abilities of a model from any set of graded answers: the maximum a posteriori under a normal prior (mean 0, sd 1 per
 * dimension unless given), with the marginal sd of the Laplace approximation (Bock and Aitkin 1981 for the model, MacKay
 * 1992 for uncertain items). Items whose figures are not finite tell nothing and are not counted. Where neither prior nor
 * answers tell, there is one dimension. Never NaN. Fails with `graded_answers_invalid` where an answer has other
 * dimensions than the prior or the first answer, an outcome lies outside 0 to 1, or the prior is not a normal one.
 */
export function modelAbility(
  answers: readonly GradedAnswer[],
  prior?: readonly Measured[],
): FittedAbility {
  const dimensions = prior?.length ?? answers[0]?.difficulties.length ?? 1;
  const before = prior ?? Array.from({ length: dimensions }, () => STANDARD_NORMAL);
  checkPrior(before);
  answers.forEach((answer, at) => checkAnswer(answer, at + 1, dimensions));
  const used = answers.filter((answer) => isUsable(answer));
  if (used.length === 0) return { ability: before, answerCount: 0, note: "no_answers" };
  const observed = used.map((answer) => ({ ...itemLine(answer), outcome: answer.outcome }));
  return {
    ability: posteriorPeak(observed, before),
    answerCount: used.length,
    note: isOneClass(used) ? "one_class" : "fitted",
  };
}

function checkPrior(prior: readonly Measured[]): void {
  const isProper = prior.every(
    ({ mean, sd }) => Number.isFinite(mean) && sd >= NARROWEST_PRIOR && sd <= WIDEST_PRIOR,
  );
  if (isProper && prior.length > 0) return;
  throw invalid("The prior of an ability needs a finite mean and an sd above 0 per dimension.");
}

function checkAnswer(answer: GradedAnswer, number: number, dimensions: number): void {
  const { difficulties, discriminations, outcome } = answer;
  if (difficulties.length !== dimensions || discriminations.length !== dimensions) {
    throw invalid(
      `Answer ${number} has ${difficulties.length} difficulties and ${discriminations.length} discriminations; ${dimensions} of each are needed.`,
    );
  }
  if (!(outcome >= 0 && outcome <= 1)) {
    throw invalid(`Answer ${number} has the outcome ${outcome}; it must lie between 0 and 1.`);
  }
}

function invalid(message: string): RouterError {
  return new RouterError("graded_answers_invalid", message);
}

function isOneClass(answers: readonly GradedAnswer[]): boolean {
  return [0, 1].some((end) => answers.every(({ outcome }) => outcome === end));
}

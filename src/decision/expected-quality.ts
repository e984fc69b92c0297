import type { Estimate, Measured } from "../terms/estimate.ts";
import type { CheckPower, ModelCard } from "../terms/model-card.ts";
import type { PathFigures } from "../terms/path.ts";
import type { Query } from "../terms/query.ts";
import { flatteningFactor, logistic } from "./averaged-logistic.ts";

export type Quality = PathFigures["quality"];

/** What the expected quality needs of a model's card. Without `languages` no language is foreign to it. */
export type RatedModel = Pick<ModelCard, "ability"> & Partial<Pick<ModelCard, "languages">>;

/** Half-width of an 80 % interval in standard deviations. */
const EIGHTY_PERCENT = 1.2816;
/** Taken from a model's general ability for a language its card does not name. An assumption until it is measured. */
const FOREIGN_LANGUAGE = 2;
/** What is believed of a query that no classifier has read: average difficulty, hardly known. */
const UNREAD: Measured = { mean: 0, sd: 2 };
/** What is believed of a model in a dimension that its card does not name: the mean and spread of all models. */
export const UNKNOWN_ABILITY: Measured = { mean: 0, sd: 1 };

/**
 * Chance that a model answers a query well: the two-parameter item response model P = 1 / (1 + e^−Σ a(θ − b))
 * (Birnbaum 1968; Reckase 2009 for several dimensions), averaged over the normal uncertainty of θ and b with MacKay's
 * approximation (1992). `estimate` null: the classifier could not be asked. `abilityGain`: what an effort adds to the
 * first, general ability, from which a language the model does not know takes away.
 */
export function expectedQuality(
  query: Query,
  estimate: Estimate | null,
  card: RatedModel,
  abilityGain = 0,
): Quality {
  const difficulties = estimate?.difficulties ?? [UNREAD];
  const language = estimate?.language ?? query.language;
  const shift = abilityGain - (isForeign(language, card) ? FOREIGN_LANGUAGE : 0);
  let logit = 0;
  let variance = 0;
  difficulties.forEach((difficulty, dimension) => {
    const discrimination = estimate?.discriminations[dimension] ?? 1;
    const ability = card.ability[dimension] ?? UNKNOWN_ABILITY;
    const mean = dimension === 0 ? ability.mean + shift : ability.mean;
    logit += discrimination * (mean - difficulty.mean);
    variance += discrimination ** 2 * (ability.sd ** 2 + difficulty.sd ** 2);
  });
  const spread = EIGHTY_PERCENT * Math.sqrt(variance);
  return {
    mean: logistic(logit * flatteningFactor(variance)),
    low: logistic(logit - spread),
    high: logistic(logit + spread),
  };
}

function isForeign(language: string | null, { languages }: RatedModel): boolean {
  return language !== null && languages !== undefined && !languages.includes(language);
}

/** Chance that the check rejects a device answer of this quality. */
export function chanceOfRejection(quality: number, power: CheckPower): number {
  return quality * (1 - power.passesRight) + (1 - quality) * power.rejectsWrong;
}

/** Chance that a device answer is right once the check has passed it (Bayes). 0 if nothing ever passes. */
export function qualityOncePassed(quality: number, power: CheckPower): number {
  const passedRight = quality * power.passesRight;
  const passedWrong = (1 - quality) * (1 - power.rejectsWrong);
  return passedRight + passedWrong === 0 ? 0 : passedRight / (passedRight + passedWrong);
}

/** Quality of "device, check, then cloud": right answers that pass, and what the cloud makes of the rejected. */
export function checkedQuality(device: Quality, cloud: Quality, power: CheckPower): Quality {
  const combine = (fast: number, reasoned: number): number =>
    fast * power.passesRight + chanceOfRejection(fast, power) * reasoned;
  return {
    mean: combine(device.mean, cloud.mean),
    low: combine(device.low, cloud.low),
    high: combine(device.high, cloud.high),
  };
}

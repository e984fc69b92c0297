import type { Estimate } from "../terms/estimate.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { PathFigures } from "../terms/path.ts";
import type { Query } from "../terms/query.ts";
import type { DeviceModelState, Situation } from "../terms/situation.ts";
import type { ComposedPath } from "./candidate-paths.ts";
import { SKILL_FIGURES } from "./skill-card.ts";
import { chanceOfRejection, checkedQuality, expectedQuality } from "./expected-quality.ts";

/** What a check is believed to do for a model on which it was never measured: nothing but let right answers pass. */
export const UNMEASURED_CHECK = { passesRight: 0.95, rejectsWrong: 0.1 };

/** Bytes of a serialised request around the caller's own text. */
const ENVELOPE_BYTES = 160;

/**
 * What a path is expected to bring (R2 to R5), from the estimate, the cards, their prices, the measured speed and the
 * queue. Costs in US dollars, delays in milliseconds until the answer is whole, exposure in bytes weighed by chance.
 */
export function pathFigures(
  composed: ComposedPath,
  query: Query,
  estimate: Estimate | null,
  situation: Situation,
): PathFigures {
  if (composed.skill !== null) return SKILL_FIGURES;
  const near = composed.device && deviceFigures(composed.device, query, estimate, situation);
  const far = composed.cloud && cloudFigures(composed.cloud, query, estimate);
  if (near !== null && far !== null && composed.device !== null)
    return checkedFigures(near, far, composed.device);
  const alone = near ?? far;
  if (alone === null) throw new RangeError(`The path "${composed.path.id}" answers nowhere.`);
  return alone;
}

function deviceFigures(
  card: ModelCard,
  query: Query,
  estimate: Estimate | null,
  situation: Situation,
): PathFigures {
  const state = situation.deviceModels.find((each) => each.model === card.id);
  return {
    quality: expectedQuality(query, estimate, card),
    costUsd: 0,
    delayMs: deviceDelayMs(card, query, state),
    exposureBytes: 0,
  };
}

function deviceDelayMs(card: ModelCard, query: Query, state: DeviceModelState | undefined): number {
  const promptSpeed = state?.promptTokensPerSecond ?? card.pace.promptTokensPerSecond;
  const speed = state?.tokensPerSecond ?? card.pace.tokensPerSecond;
  const waitMs = (state?.expectedLoadMs ?? 0) + (state?.expectedWaitMs ?? 0);
  return (
    waitMs +
    card.pace.firstTokenMs +
    (1000 * query.promptTokens) / promptSpeed +
    (1000 * query.answerTokens) / speed
  );
}

function cloudFigures(
  cloud: NonNullable<ComposedPath["cloud"]>,
  query: Query,
  estimate: Estimate | null,
): PathFigures {
  const { card, level } = cloud;
  const written = query.answerTokens + (level?.reasoningTokens ?? 0);
  return {
    quality: expectedQuality(query, estimate, card, level?.abilityGain ?? 0),
    costUsd: costUsd(card, query.promptTokens, written),
    delayMs:
      card.pace.firstTokenMs +
      (1000 * query.promptTokens) / card.pace.promptTokensPerSecond +
      (1000 * written) / card.pace.tokensPerSecond,
    exposureBytes: query.promptBytes + ENVELOPE_BYTES,
  };
}

function checkedFigures(near: PathFigures, far: PathFigures, device: ModelCard): PathFigures {
  const power = device.checkPower ?? UNMEASURED_CHECK;
  const rejected = chanceOfRejection(near.quality.mean, power);
  return {
    quality: checkedQuality(near.quality, far.quality, power),
    costUsd: rejected * far.costUsd,
    delayMs: near.delayMs + rejected * far.delayMs,
    exposureBytes: rejected * far.exposureBytes,
  };
}

/** US dollars for this many tokens read and written, reasoning tokens among the written. */
export function costUsd(card: ModelCard, promptTokens: number, writtenTokens: number): number {
  const { inputUsdPerMillionTokens, outputUsdPerMillionTokens } = card.price;
  return (
    (promptTokens * inputUsdPerMillionTokens + writtenTokens * outputUsdPerMillionTokens) / 1e6
  );
}

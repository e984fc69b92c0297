import type { Measured } from "./estimate.ts";
import type { Effort, Place } from "./place.ts";
import type { Demand } from "./query.ts";

/** US dollars per million tokens, as published on `asOf` (ISO date). */
export interface Price {
  readonly inputUsdPerMillionTokens: number;
  readonly outputUsdPerMillionTokens: number;
  readonly asOf: string;
}

/** Expected pace of a model before this device has measured it. */
export interface Pace {
  readonly firstTokenMs: number;
  readonly promptTokensPerSecond: number;
  readonly tokensPerSecond: number;
}

/** How well `checkAnswer` tells this model's right answers from its wrong ones. */
export interface CheckPower {
  /** Share of right answers that pass. */
  readonly passesRight: number;
  /** Share of wrong answers that are rejected. */
  readonly rejectsWrong: number;
  /** Mean natural-log probability of its tokens below which an answer is rejected; absent where it was not fitted. */
  readonly leastMeanLogprob?: number;
}

/** All the router knows of one model. A model is added, replaced or retired by editing its card. */
export interface ModelCard {
  readonly id: string;
  /** Short name for people, as in the badge. */
  readonly name: string;
  readonly place: Place;
  readonly contextTokens: number;
  readonly maxAnswerTokens: number;
  readonly capabilities: readonly Demand[];
  /** ISO 639-1 codes it answers well in. */
  readonly languages: readonly string[];
  /** Ability per dimension of the estimate, in logits. */
  readonly ability: readonly Measured[];
  /** Where the ability figures come from, for people. */
  readonly abilitySource: string;
  readonly price: Price;
  readonly pace: Pace;
  readonly checkPower?: CheckPower;
  /** Efforts the endpoint accepts; empty: the request names none. Ability gained over `ability`, in logits, per effort. */
  readonly efforts: readonly EffortLevel[];
  /** Origin and path of the endpoint for a cloud model. */
  readonly destination?: string;
  readonly retiresOn?: string;
  readonly successor?: string;
}

/** One effort level of a cloud model, and what it is expected to change. */
export interface EffortLevel {
  readonly effort: Effort;
  readonly abilityGain: number;
  /** Reasoning tokens it is expected to add to an answer. */
  readonly reasoningTokens: number;
}

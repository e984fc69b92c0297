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
  /** Natural-log probability of its least sure token below which an answer is rejected; absent where it was not fitted. */
  readonly leastLogprob?: number;
  /** Mean entropy in nats above which an answer is rejected; absent where it was not fitted. */
  readonly mostEntropy?: number;
}

/** How a request is adapted to one model, so that callers write what they want and not for a model. */
export interface PromptStyle {
  /** Put in front where the caller wrote no system message: short and plain. */
  readonly system?: string;
  /** The caller's system message is put into the first user turn: the model's template knows no system role. */
  readonly foldsSystem?: boolean;
  /** A sentence on the wanted format is added where a schema is asked for. */
  readonly remindsOfFormat?: boolean;
  /** The model thinks aloud unless told not to; "off" tells it. */
  readonly thinking?: "off" | "on";
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
  /** How requests are put to this model; absent: as the caller wrote them. */
  readonly promptStyle?: PromptStyle;
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

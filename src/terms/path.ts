import type { Effort } from "./place.ts";
import type { SkillName } from "./skill-answer.ts";

/** One move of a path. */
export type Step =
  | { readonly kind: "skill"; readonly skill: SkillName }
  | { readonly kind: "device"; readonly model: string }
  | { readonly kind: "check" }
  | { readonly kind: "cloud"; readonly model: string; readonly effort?: Effort };

/** A short, bounded list of steps: the unit of decision. `id` names it, as in "device:smollm2>check>cloud:gpt@low". */
export interface Path {
  readonly id: string;
  readonly steps: readonly Step[];
}

/** What a path is expected to bring. */
export interface PathFigures {
  /** Probability of a good answer, with an 80 % interval that carries the uncertainty of query and model. */
  readonly quality: { readonly mean: number; readonly low: number; readonly high: number };
  readonly costUsd: number;
  readonly delayMs: number;
  /** Bytes that would leave the device, weighed by the chance that they do. */
  readonly exposureBytes: number;
}

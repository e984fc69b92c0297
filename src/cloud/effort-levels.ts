import type { EffortLevel } from "../terms/model-card.ts";
import type { Effort } from "../terms/place.ts";

/**
 * Reasoning tokens an effort adds to an answer: an assumption, until the answers' own counts are used. They are the
 * budgets that LiteLLM 1.109.1 grants where a provider takes tokens instead of an effort (its constants.py), so they
 * are upper bounds of a kind: an easy question takes fewer.
 */
const REASONING_TOKENS: Readonly<Record<Effort, number>> = {
  minimal: 128,
  low: 1024,
  medium: 2048,
  high: 4096,
};

/** The levels of a card for the efforts its endpoint takes. What one adds to the ability was not measured: nothing is claimed. */
export function effortLevels(efforts: readonly Effort[]): readonly EffortLevel[] {
  return efforts.map((effort) => ({
    effort,
    abilityGain: 0,
    reasoningTokens: REASONING_TOKENS[effort],
  }));
}

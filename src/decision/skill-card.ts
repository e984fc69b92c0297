import type { ModelCard } from "../terms/model-card.ts";
import type { PathFigures } from "../terms/path.ts";
import type { SkillName } from "../terms/skill-answer.ts";

/**
 * R23: a skill answers only a request that it has recognised as a whole, and then exactly, so its answer counts as right; the
 * interval is left for what a person may have meant otherwise. Both are chosen.
 */
export const SKILL_FIGURES: PathFigures = {
  quality: { mean: 1, low: 0.998, high: 1 },
  costUsd: 0,
  delayMs: 5,
  exposureBytes: 0,
};

/** What answers and reports say of a skill where they speak of a model. */
export function skillCard(skill: SkillName): ModelCard {
  return {
    id: `skill:${skill}`,
    name: skill,
    place: "device",
    contextTokens: 0,
    maxAnswerTokens: 0,
    capabilities: [],
    languages: ["en", "ko"],
    ability: [],
    abilitySource: "exact by construction",
    price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "2026-11-24" },
    pace: { firstTokenMs: SKILL_FIGURES.delayMs, promptTokensPerSecond: 1e6, tokensPerSecond: 1e6 },
    efforts: [],
  };
}

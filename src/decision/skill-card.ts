import type { ModelCard } from "../terms/model-card.ts";
import type { PathFigures } from "../terms/path.ts";
import type { SkillName } from "../terms/skill-answer.ts";

/** R23: a skill answers only what it has recognised as a whole, so its answer is right as nearly as anything is. */
export const SKILL_FIGURES: PathFigures = {
  quality: { mean: 0.999, low: 0.998, high: 1 },
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

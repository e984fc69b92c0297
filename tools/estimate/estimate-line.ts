import { expectedQuality } from "../../src/decision/expected-quality.ts";
import type { KnownCard } from "../../src/decision/known-cards.ts";
import { overallDifficulty } from "../../src/decision/overall-difficulty.ts";
import type { Estimate } from "../../src/terms/estimate.ts";
import type { Query } from "../../src/terms/query.ts";

/** Digits after the point: more is noise, and lines three times as long. */
const DIGITS = 6;

/** What is written of one request. Null stands for a head that this classifier does not have. */
export function estimateLine(
  id: string | number,
  query: Query,
  estimate: Estimate,
  cards: readonly KnownCard[],
): Readonly<Record<string, unknown>> {
  const overall = overallDifficulty(estimate);
  const qualities = cards.map((card) => [
    card.id,
    rounded(expectedQuality(query, estimate, card).mean),
  ]);
  return {
    id,
    difficulty: rounded(overall.mean),
    difficulties: estimate.difficulties.map(({ mean }) => rounded(mean)),
    discriminations: estimate.discriminations.map(rounded),
    uncertainty: rounded(overall.sd),
    domain: likeliest(estimate.domain),
    task: likeliest(estimate.task),
    domainProbabilities: roundedEach(estimate.domain),
    taskProbabilities: roundedEach(estimate.task),
    reasoningDepth: estimate.reasoningDepth ?? null,
    needsFresh: probability(estimate.needsFresh),
    needsTools: probability(estimate.needsTools),
    language: estimate.language ?? query.language,
    quality: Object.fromEntries(qualities),
  };
}

function likeliest(probabilities: Readonly<Record<string, number>>): string | null {
  let best: readonly [string, number] | null = null;
  for (const entry of Object.entries(probabilities)) {
    if (best === null || entry[1] > best[1]) best = entry;
  }
  return best === null ? null : best[0];
}

function roundedEach(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value)]));
}

function probability(value: number | undefined): number | null {
  return value === undefined ? null : rounded(value);
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}

import type { AnswerConfidence } from "../terms/answer-confidence.ts";
import type { TokenLogprob } from "../terms/answer-event.ts";

/** What a model's log-probabilities say of its answer; null where there are none. */
export function answerConfidence(tokens: readonly TokenLogprob[]): AnswerConfidence | null {
  if (tokens.length === 0) return null;
  const logprobs = tokens.map(({ logprob }) => logprob);
  const entropies = tokens.flatMap(({ alternatives }) =>
    alternatives.length < 2 ? [] : [entropyOf(alternatives.map(({ logprob }) => logprob))],
  );
  return {
    meanLogprob: meanOf(logprobs),
    leastLogprob: logprobs.reduce((least, each) => Math.min(least, each), 0),
    ...(entropies.length > 0 && { meanEntropy: meanOf(entropies) }),
  };
}

/**
 * Shannon's entropy −Σ p·ln p in nats over the likeliest tokens, all others counted as one outcome. Splitting an outcome
 * can only raise it, so the true entropy is at least this.
 */
function entropyOf(logprobs: readonly number[]): number {
  const listed = logprobs.map((logprob) => Math.exp(logprob));
  const rest = 1 - listed.reduce((sum, probability) => sum + probability, 0);
  const outcomes = [...listed, rest].filter((probability) => probability > 0);
  return outcomes.reduce((sum, probability) => sum - probability * Math.log(probability), 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

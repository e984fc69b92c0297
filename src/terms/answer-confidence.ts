/** How sure a model was of its own words, over the tokens of one answer. Natural logarithms. */
export interface AnswerConfidence {
  readonly meanLogprob: number;
  /** Of the token it was least sure of. */
  readonly leastLogprob: number;
  /** Mean entropy of its choices in nats, a lower bound; absent where the engine reported no alternatives. */
  readonly meanEntropy?: number;
}

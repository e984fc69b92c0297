import type { Effort } from "../terms/place.ts";
import type { DecisionInput } from "./decision-input.ts";

/**
 * What stands for "questions" where nobody gives any: ten of them, one for each tenth of the training questions by
 * difficulty. `difficulty` is what router-5e6dbba5 expects at the middle of that tenth (percentile 5, 15 ... 95 of every
 * fourth of the 10,723 graded questions), `sd` and `promptTokens` are its medians over all; the depths are chosen, deeper
 * where it is harder. They are exam, maths, code and tool questions in English: everyday traffic is easier.
 */
export const REFERENCE_MIX: {
  readonly questions: readonly { readonly difficulty: number; readonly depth: Effort }[];
  readonly discrimination: number;
  readonly sd: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
} = {
  questions: [
    { difficulty: -2.02, depth: "minimal" },
    { difficulty: -1.19, depth: "minimal" },
    { difficulty: -0.9, depth: "low" },
    { difficulty: -0.53, depth: "low" },
    { difficulty: -0.26, depth: "low" },
    { difficulty: -0.05, depth: "medium" },
    { difficulty: 0.15, depth: "medium" },
    { difficulty: 0.38, depth: "medium" },
    { difficulty: 0.71, depth: "high" },
    { difficulty: 1.43, depth: "high" },
  ],
  discrimination: 1.16,
  sd: 0.87,
  promptTokens: 86,
  answerTokens: 256,
};

/** Bytes of a token of English text. */
const BYTES_PER_TOKEN = 4;

/**
 * The decisions over the reference mix. Its questions ask for the first, general ability alone. Their estimates pass for
 * the shipped classifier's, so that a bound applies.
 */
export function referenceInputs(
  now: Omit<DecisionInput, "query" | "estimate">,
): readonly DecisionInput[] {
  const dimensions = Math.max(1, ...now.fleet.map((card) => card.ability.length));
  const { questions, discrimination, sd, promptTokens, answerTokens } = REFERENCE_MIX;
  const query = {
    text: "",
    precedingText: "",
    language: null,
    turnCount: 1,
    promptTokens,
    answerTokens,
    promptBytes: promptTokens * BYTES_PER_TOKEN,
    demands: [],
    wishes: {},
  };
  const along = (first: number): number[] =>
    Array.from({ length: dimensions }, (_, dimension) => (dimension === 0 ? first : 0));
  return questions.map(({ difficulty, depth }) => ({
    ...now,
    query,
    estimate: {
      version: now.riskControl.classifier,
      difficulties: along(difficulty).map((mean) => ({ mean, sd })),
      discriminations: along(discrimination),
      domain: {},
      task: {},
      reasoningDepth: depth,
    },
  }));
}

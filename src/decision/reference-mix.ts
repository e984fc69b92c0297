import type { Effort } from "../terms/place.ts";
import type { DecisionInput } from "./decision-input.ts";

/**
 * What stands for "questions" where nobody gives any: ten of them, one for each tenth of the training questions by
 * difficulty. `difficulty` is what router-1a62ccac expects at the middle of that tenth (percentile 5, 15 ... 95 of every
 * fourth of the 10,723 graded questions), `sd` and `promptTokens` are its medians over all; the depths are chosen, deeper
 * where it is harder. They are exam, maths, code and tool questions in English: everyday traffic is easier.
 */
export const REFERENCE_MIX: {
  readonly questions: readonly { readonly difficulty: number; readonly depth: Effort }[];
  readonly sd: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
} = {
  questions: [
    { difficulty: -1.58, depth: "minimal" },
    { difficulty: -0.93, depth: "minimal" },
    { difficulty: -0.48, depth: "low" },
    { difficulty: -0.15, depth: "low" },
    { difficulty: 0.09, depth: "low" },
    { difficulty: 0.34, depth: "medium" },
    { difficulty: 0.55, depth: "medium" },
    { difficulty: 0.79, depth: "medium" },
    { difficulty: 1.08, depth: "high" },
    { difficulty: 1.61, depth: "high" },
  ],
  sd: 1.38,
  promptTokens: 86,
  answerTokens: 256,
};

/** Bytes of a token of English text. */
const BYTES_PER_TOKEN = 4;

/**
 * The decisions over the reference mix. Each question has one difficulty, held against the mean of a model's abilities:
 * it weighs every dimension alike. Its estimate passes for one of the shipped classifier's, so that a bound applies.
 */
export function referenceInputs(
  now: Omit<DecisionInput, "query" | "estimate">,
): readonly DecisionInput[] {
  const dimensions = Math.max(1, ...now.fleet.map((card) => card.ability.length));
  const { questions, sd, promptTokens, answerTokens } = REFERENCE_MIX;
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
  return questions.map(({ difficulty, depth }) => ({
    ...now,
    query,
    estimate: {
      version: now.riskControl.classifier,
      // √n widens each dimension so that their mean is as uncertain as the one difficulty.
      difficulties: Array.from({ length: dimensions }, () => ({
        mean: difficulty,
        sd: sd * Math.sqrt(dimensions),
      })),
      discriminations: Array.from({ length: dimensions }, () => 1 / dimensions),
      domain: {},
      task: {},
      reasoningDepth: depth,
    },
  }));
}

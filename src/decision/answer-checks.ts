import type { AnswerConfidence } from "../terms/answer-confidence.ts";
import type { FinishReason } from "../terms/answer-event.ts";
import type { CheckVerdict, RejectionReason } from "../terms/check-verdict.ts";
import type { CheckPower } from "../terms/model-card.ts";

/** A device answer as far as it has come. */
export interface AnswerToCheck {
  readonly text: string;
  readonly hasToolCalls: boolean;
  readonly finishReason: FinishReason;
  /** The caller set a limit on tokens: an answer that ends there is what was asked for. */
  readonly isLimitedByCaller: boolean;
  /** Null if the engine gave no log-probabilities. */
  readonly confidence: AnswerConfidence | null;
  /** What the model's card says of it; a threshold that was not measured is not used. */
  readonly thresholds: ConfidenceThresholds;
}

/** Bars that an answer's confidence must keep to. */
export type ConfidenceThresholds = Pick<
  CheckPower,
  "leastMeanLogprob" | "leastLogprob" | "mostEntropy"
>;

/** Mean log-probability under which any model is guessing: e^−2.5, about 1 in 12 for each token. */
const HOPELESS_MEAN_LOGPROB = -2.5;
/** A piece of this many words, this many times in a row, is a loop. */
const LOOP_WORDS = [1, 2, 3, 5, 8, 12];
const LOOP_TIMES = 4;
/** Shorter runs are lists, laughter or a row of zeros. */
const LEAST_LOOP_WORDS = 7;

const REFUSALS = [
  /^(i['’]m|i am) sorry,? but (i|as)\b/i,
  /^(sorry,? )?(i|as an ai)[^.]{0,40} (can ?not|can['’]t|am unable to|am not able to|don['’]t have (access|the ability))/i,
  /^(죄송하지만|죄송합니다만?)[^.]{0,60}(없습니다|어렵습니다)/,
];

/** Accepts a device answer, or rejects it with the first reason that holds. Pure. */
export function checkAnswer(answer: AnswerToCheck): CheckVerdict {
  const reason = rejectionOf(answer);
  return reason === null ? { accepted: true } : { accepted: false, reason };
}

function rejectionOf(answer: AnswerToCheck): RejectionReason | null {
  if (answer.text.trim() === "") return answer.hasToolCalls ? null : "empty";
  if (isRepeating(answer.text)) return "repeating";
  if (answer.finishReason === "length" && !answer.isLimitedByCaller) return "truncated";
  if (REFUSALS.some((refusal) => refusal.test(answer.text.trim()))) return "refusal";
  return isUnconfident(answer) ? "low_confidence" : null;
}

function isUnconfident({ confidence, thresholds }: AnswerToCheck): boolean {
  if (confidence === null) return false;
  const { meanLogprob, leastLogprob, meanEntropy = 0 } = confidence;
  const {
    leastMeanLogprob = HOPELESS_MEAN_LOGPROB,
    leastLogprob: bar = Number.NEGATIVE_INFINITY,
    mostEntropy = Number.POSITIVE_INFINITY,
  } = thresholds;
  return meanLogprob < leastMeanLogprob || leastLogprob < bar || meanEntropy > mostEntropy;
}

/** True if the answer holds the same few words again and again without anything between. */
export function isRepeating(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  return LOOP_WORDS.some((size) => hasLoop(words, size));
}

/** One pass: counts for how long each word has equalled the one `size` words before it. */
function hasLoop(words: readonly string[], size: number): boolean {
  let run = 0;
  for (let index = size; index < words.length; index++) {
    run = words[index] === words[index - size] ? run + 1 : 0;
    if (run >= Math.max(size * (LOOP_TIMES - 1), LEAST_LOOP_WORDS)) return true;
  }
  return false;
}

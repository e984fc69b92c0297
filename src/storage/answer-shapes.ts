import * as v from "valibot";
import type { StoredAnswer } from "../routing/ports.ts";
import type { AnswerConfidence } from "../terms/answer-confidence.ts";
import type { AnswerEvent, TokenLogprob, Usage } from "../terms/answer-event.ts";
import type { CheckVerdict } from "../terms/check-verdict.ts";
import { finishReason, place, rejectionReason } from "./closed-words.ts";
import type { Shape } from "./closed-words.ts";
import { count, finite } from "./figure-shapes.ts";

/** Every `CheckVerdict`. */
export const verdict: Shape<CheckVerdict> = v.union([
  v.object({ accepted: v.literal(true) }),
  v.object({ accepted: v.literal(false), reason: rejectionReason }),
]);

/** Every `AnswerConfidence`. A word that a model held impossible has the logarithm of 0. */
export const confidence: Shape<AnswerConfidence> = v.object({
  meanLogprob: v.number(),
  leastLogprob: v.number(),
  meanEntropy: v.exactOptional(finite),
});

/** Every `Usage`. */
export const usage: Shape<Usage> = v.object({
  promptTokens: count,
  completionTokens: count,
  reasoningTokens: v.exactOptional(count),
});

const logprob: Shape<TokenLogprob> = v.object({
  token: v.string(),
  logprob: v.number(),
  alternatives: v.array(v.object({ token: v.string(), logprob: v.number() })),
});

const answerEvent: Shape<AnswerEvent> = v.variant("type", [
  v.object({ type: v.literal("text-added"), text: v.string(), logprob: v.exactOptional(logprob) }),
  v.object({ type: v.literal("reasoning-added"), text: v.string() }),
  v.object({
    type: v.literal("tool-call-added"),
    index: count,
    id: v.exactOptional(v.string()),
    name: v.exactOptional(v.string()),
    argumentsText: v.string(),
  }),
  v.object({ type: v.literal("answer-ended"), finishReason, usage: v.exactOptional(usage) }),
]);

/** Every `StoredAnswer`. */
export const answer: Shape<StoredAnswer> = v.object({
  events: v.array(answerEvent),
  model: v.string(),
  place,
});

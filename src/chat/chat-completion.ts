import type { AnswerConfidence } from "../terms/answer-confidence.ts";
import type { CheckVerdict } from "../terms/check-verdict.ts";
import type { ChoiceReason } from "../terms/decision.ts";
import type { FinishReason } from "../terms/answer-event.ts";
import type { PathFigures } from "../terms/path.ts";
import type { Effort, Place } from "../terms/place.ts";
import type { SkillName } from "../terms/skill-answer.ts";
import type { ToolCall } from "./chat-request.ts";

/** Tokens and their natural-log probabilities, in OpenAI's shape. */
export interface ChatLogprobs {
  readonly content: readonly ChatTokenLogprob[] | null;
  readonly refusal: null;
}

export interface ChatTokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: null;
  readonly top_logprobs: readonly {
    readonly token: string;
    readonly logprob: number;
    readonly bytes: null;
  }[];
}

export interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** What Nearside says of an answer, in the one field it adds to OpenAI's shapes. */
export interface NearsideReport {
  /** The id of the decision and its record: `router.explain(id)`. */
  readonly id: string;
  readonly place: Place;
  readonly model: string;
  readonly modelName: string;
  readonly effort?: Effort;
  readonly pathId: string;
  readonly reason: ChoiceReason;
  readonly expected: PathFigures;
  /** Where it is true, the answer is this device's attempt at something it would rather have passed on. */
  readonly isUnsure: boolean;
  readonly isDecisionCached: boolean;
  readonly isAnswerCached: boolean;
  /** The stream broke; what had come is kept. */
  readonly isIncomplete: boolean;
  readonly verdict?: CheckVerdict;
  /** How sure the device model was of its words, where it reports that. */
  readonly confidence?: AnswerConfidence;
  /** The skill that answered exactly, and how it came to its answer. */
  readonly skill?: { readonly name: SkillName; readonly explanation: string };
  /** Wishes that could not be honoured, in words. */
  readonly warnings: readonly string[];
  readonly costUsd: number;
  readonly sentBytes: number;
  readonly timings: {
    readonly decisionMs: number;
    readonly firstTokenMs?: number;
    readonly totalMs: number;
  };
}

/** A whole answer, in OpenAI's shape. */
export interface ChatCompletion {
  readonly id: string;
  readonly object: "chat.completion";
  /** Seconds since the epoch. */
  readonly created: number;
  readonly model: string;
  readonly choices: readonly [
    {
      readonly index: 0;
      readonly message: {
        readonly role: "assistant";
        readonly content: string | null;
        readonly refusal: null;
        readonly tool_calls?: readonly ToolCall[];
        /** What a reasoning model thought, kept apart from the answer. */
        readonly reasoning_content?: string;
      };
      readonly logprobs: ChatLogprobs | null;
      readonly finish_reason: FinishReason;
    },
  ];
  readonly usage?: ChatUsage;
  readonly nearside: NearsideReport;
}

export interface ChatChunkDelta {
  readonly role?: "assistant";
  readonly content?: string;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly {
    readonly index: number;
    readonly id?: string;
    readonly type?: "function";
    readonly function?: { readonly name?: string; readonly arguments?: string };
  }[];
}

/** A stage of the way of one request, for the drawing that lights up while an answer is made. */
export type NearsideStage = "read" | "guard" | "decide" | "skill" | "device" | "check" | "cloud";

/** A piece of a streamed answer, in OpenAI's shape. */
export interface ChatCompletionChunk {
  readonly id: string;
  readonly object: "chat.completion.chunk";
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: 0;
    readonly delta: ChatChunkDelta;
    readonly logprobs?: ChatLogprobs | null;
    readonly finish_reason: FinishReason | null;
  }[];
  readonly usage?: ChatUsage;
  /** On the last chunk that has a choice. */
  readonly nearside?: NearsideReport;
}

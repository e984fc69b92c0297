/** Why an answer ended, in OpenAI's words. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";

/** A token with its natural-log probability, and the likeliest others if asked for. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly alternatives: readonly { readonly token: string; readonly logprob: number }[];
}

/** Tokens read and written, as the model counts them. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens?: number;
}

/** One shape of stream whatever the place. `answer-ended` is last and comes once; a failure is thrown instead. */
export type AnswerEvent =
  | { readonly type: "text-added"; readonly text: string; readonly logprob?: TokenLogprob }
  | { readonly type: "reasoning-added"; readonly text: string }
  | {
      readonly type: "tool-call-added";
      readonly index: number;
      readonly id?: string;
      readonly name?: string;
      readonly argumentsText: string;
    }
  | { readonly type: "answer-ended"; readonly finishReason: FinishReason; readonly usage?: Usage };

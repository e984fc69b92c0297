import type { Effort } from "./place.ts";

/** What a path must be able to do; a path that cannot is excluded with a reason. */
export type Demand = "tools" | "schema" | "images" | "logprobs";

/** What a caller would like; honoured where the model can, never a ground for exclusion. */
export interface Wishes {
  readonly effort?: Effort;
}

/** What the router reads from a request. Pure data: the same request always gives the same query. */
export interface Query {
  /** The last user turn, normalised (NFKC, white space folded), head and tail kept where it is long. */
  readonly text: string;
  /** The user turn before it, normalised, or "" where there is none: "and why?" is read with what it follows. */
  readonly precedingText: string;
  /** ISO 639-1 code where the script tells (Hangul: "ko"), otherwise null: unknown, not English. */
  readonly language: string | null;
  /** Number of user turns in the conversation so far, this one included. */
  readonly turnCount: number;
  /** Estimated tokens of the whole prompt, system prompt and tools included. */
  readonly promptTokens: number;
  /** Expected tokens of the answer; never above the caller's `max_completion_tokens`. */
  readonly answerTokens: number;
  /** UTF-8 bytes of everything the caller wrote. */
  readonly promptBytes: number;
  readonly demands: readonly Demand[];
  readonly wishes: Wishes;
}

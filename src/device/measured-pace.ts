import type { ChatRequest } from "../chat/chat-request.ts";
import type { Pace } from "../terms/model-card.ts";

/** Weight of the newest run in the running means. */
const NEWEST = 0.3;
const CHARACTERS_PER_TOKEN = 4;

/** What one run took. Tokens of the prompt count only if they were read in this run, not remembered from the last. */
export interface MeasuredRun {
  readonly readTokens: number;
  readonly promptMs: number;
  readonly writtenTokens: number;
  readonly generationMs: number;
}

/** The pace of one model on this device, as measured so far. */
export class MeasuredPace {
  readonly #expected: Pace;
  #promptTokensPerSecond: number | undefined;
  #tokensPerSecond: number | undefined;
  #answerTokens = 96;

  constructor(expected: Pace) {
    this.#expected = expected;
  }

  add({ readTokens, promptMs, writtenTokens, generationMs }: MeasuredRun): void {
    // A handful of tokens says little: the fixed cost of a run would pass for slowness.
    if (readTokens >= 8 && promptMs > 0) {
      const pace = (readTokens / promptMs) * 1_000;
      this.#promptTokensPerSecond = blend(this.#promptTokensPerSecond, pace);
    }
    if (writtenTokens >= 4 && generationMs > 0) {
      const pace = (writtenTokens / generationMs) * 1_000;
      this.#tokensPerSecond = blend(this.#tokensPerSecond, pace);
      this.#answerTokens = blend(this.#answerTokens, writtenTokens);
    }
  }

  /** Only what has been measured. */
  figures(): { readonly promptTokensPerSecond?: number; readonly tokensPerSecond?: number } {
    return {
      ...(this.#promptTokensPerSecond !== undefined && {
        promptTokensPerSecond: this.#promptTokensPerSecond,
      }),
      ...(this.#tokensPerSecond !== undefined && { tokensPerSecond: this.#tokensPerSecond }),
    };
  }

  /** Milliseconds that a request is expected to take, by its length and the answers so far. */
  expectedMs(request: ChatRequest): number {
    const promptTokens = JSON.stringify(request.messages).length / CHARACTERS_PER_TOKEN;
    const most = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
    const answerTokens = Math.min(most, this.#answerTokens);
    const prompt = this.#promptTokensPerSecond ?? this.#expected.promptTokensPerSecond;
    const answer = this.#tokensPerSecond ?? this.#expected.tokensPerSecond;
    return (promptTokens / prompt + answerTokens / answer) * 1_000;
  }
}

function blend(before: number | undefined, now: number): number {
  return before === undefined ? now : before + NEWEST * (now - before);
}

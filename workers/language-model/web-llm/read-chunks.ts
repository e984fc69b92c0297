import type { ChatCompletionChunk } from "@mlc-ai/web-llm";
import type { FinishReason, TokenLogprob } from "../../../src/terms/answer-event.ts";
import type { EngineListener, EngineSummary } from "../engine.ts";

/** What the library puts before the answer of a model that is told not to think. */
const NO_THOUGHTS = "<think>\n\n</think>\n\n";

/** Reads the chunks of one answer as they come. */
export class ChunkReader {
  readonly #listener: EngineListener;
  #isFirst = true;
  #finishReason: FinishReason = "stop";
  #usage: ChatCompletionChunk["usage"];

  constructor(listener: EngineListener) {
    this.#listener = listener;
  }

  read({ choices: [choice], usage }: ChatCompletionChunk): void {
    this.#usage = usage ?? this.#usage;
    if (!choice) return;
    if (choice.finish_reason) {
      this.#finishReason = choice.finish_reason === "length" ? "length" : "stop";
      return;
    }
    const text = this.#textOf(choice.delta.content ?? "");
    const entry = choice.logprobs?.content?.[0];
    if (entry) this.#listener.onToken({ text, tokenId: -1, logprob: logprobOf(entry) });
    else if (text !== "") this.#listener.onToken({ text, tokenId: -1 });
  }

  #textOf(content: string): string {
    const hasNoThoughts = this.#isFirst && content.startsWith(NO_THOUGHTS);
    this.#isFirst = false;
    return hasNoThoughts ? content.slice(NO_THOUGHTS.length) : content;
  }

  /** What the whole came to. Prompt tokens are those that were read: the library does not tell what it remembered. */
  summary(): EngineSummary {
    const usage = this.#usage;
    const readTokens = usage?.prompt_tokens ?? 0;
    const completionTokens = usage?.completion_tokens ?? 0;
    const { time_to_first_token_s: promptS = 0, time_per_output_token_s: tokenS = 0 } =
      usage?.extra ?? {};
    return {
      finishReason: this.#finishReason,
      usage: { promptTokens: readTokens, completionTokens },
      timings: {
        promptMs: promptS * 1_000,
        generationMs: tokenS * 1_000 * Math.max(0, completionTokens - 1),
        readTokens,
      },
    };
  }
}

interface WebLlmLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
}

function logprobOf({ token, logprob, top_logprobs: likeliest }: WebLlmLogprob): TokenLogprob {
  const alternatives = likeliest
    // A token that cannot come has the logarithm of nothing.
    .filter((other) => Number.isFinite(other.logprob))
    .map((other) => ({ token: other.token, logprob: other.logprob }));
  return { token, logprob, alternatives };
}

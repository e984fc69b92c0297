import type { TokenLogprob } from "../../../src/terms/answer-event.ts";
import type { EngineListener, EngineSummary } from "../engine.ts";

interface WllamaLogprob {
  readonly id: number;
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs?: readonly { readonly token: string; readonly logprob: number }[];
}

/** A piece of an answer in the shape of llama.cpp's server; the library does not type it. */
export interface WllamaChunk {
  readonly choices?: readonly {
    readonly text?: string;
    readonly finish_reason?: string | null;
    readonly logprobs?: { readonly content?: readonly WllamaLogprob[] } | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
  readonly timings?: {
    readonly prompt_n: number;
    readonly prompt_ms: number;
    readonly predicted_ms: number;
  };
  readonly prompt_progress?: {
    readonly total: number;
    readonly cache: number;
    readonly processed: number;
  };
}

/** Tells a listener what a chunk brings: a step of the prompt, a token, or nothing. */
export function readChunk(chunk: WllamaChunk, listener: EngineListener): void {
  const progress = chunk.prompt_progress;
  if (progress) listener.onPromptRead(progress.processed, progress.total);
  const choice = chunk.choices?.[0];
  const text = choice?.text ?? "";
  const entry = choice?.logprobs?.content?.[0];
  if (entry) listener.onToken({ text, tokenId: entry.id, logprob: logprobOf(entry) });
  else if (text !== "") listener.onToken({ text, tokenId: -1 });
}

function logprobOf({ token, logprob, top_logprobs: likeliest = [] }: WllamaLogprob): TokenLogprob {
  const alternatives = likeliest.map((other) => ({ token: other.token, logprob: other.logprob }));
  return { token, logprob, alternatives };
}

const NO_USAGE = { prompt_tokens: 0, completion_tokens: 0 };
const NO_TIMINGS = { prompt_n: 0, prompt_ms: 0, predicted_ms: 0 };

/** What the last chunk of a run says of the whole. */
export function readSummary(last: WllamaChunk | undefined): EngineSummary {
  const usage = last?.usage ?? NO_USAGE;
  const timings = last?.timings ?? NO_TIMINGS;
  return {
    finishReason: last?.choices?.[0]?.finish_reason === "length" ? "length" : "stop",
    usage: { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens },
    timings: {
      promptMs: timings.prompt_ms,
      generationMs: timings.predicted_ms,
      readTokens: timings.prompt_n,
    },
  };
}

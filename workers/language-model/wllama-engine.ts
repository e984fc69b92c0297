import { LoggerWithoutDebug, Wllama, type RawCompletionParams } from "@wllama/wllama/esm/index.js";
import type { FinishReason, TokenLogprob, Usage } from "../../src/terms/answer-event.ts";
import type { EngineFiles, GenerationTimings, LoadOptions } from "../language-model.contract.ts";
import { CountedBlob } from "./counted-blob.ts";
import type { SamplingOptions } from "./sampling-options.ts";

/** A token as it comes out of the engine. */
export interface EngineToken {
  readonly text: string;
  readonly tokenId: number;
  readonly logprob?: TokenLogprob;
}

/** Entries of the model file's head that are replaced, as in `"tokenizer.ggml.eot_token_id": "int:0"`. */
export interface EngineOverrides {
  readonly overrides: Readonly<Record<string, string>>;
}

/** What a run came to. */
export interface EngineSummary {
  readonly finishReason: FinishReason;
  readonly usage: Usage;
  readonly timings: GenerationTimings;
}

/** What a run reports on its way. `onPromptRead` counts prompt tokens that have been read. */
export interface EngineListener {
  onToken(token: EngineToken): void;
  onPromptRead(tokens: number, totalTokens: number): void;
}

/**
 * Prompt tokens that are read in one step. An abort takes effect between steps, and only then can the next
 * request begin. Steps of 32 were a tenth slower than one of 512; most prompts of this model fit in one of 64.
 */
const PROMPT_STEP_TOKENS = 64;

/** One GGUF model in wllama. Everything it needs is handed in: it never reaches the network. */
export class WllamaEngine {
  readonly #wllama: Wllama;
  readonly #runtimeUrl: string;

  private constructor(wllama: Wllama, runtimeUrl: string) {
    this.#wllama = wllama;
    this.#runtimeUrl = runtimeUrl;
  }

  /** Loads the weights; `onRead` counts bytes that the engine has read. Fails as the engine fails. */
  static async load(
    files: EngineFiles,
    options: LoadOptions & EngineOverrides,
    onRead: (bytes: number) => void,
  ): Promise<WllamaEngine> {
    const runtime = files.runtime.slice(0, files.runtime.size, "application/wasm");
    const runtimeUrl = URL.createObjectURL(runtime);
    const wllama = new Wllama(
      { default: runtimeUrl },
      { suppressNativeLog: true, logger: { ...LoggerWithoutDebug, error: () => {} } },
    );
    // The default would fetch another build from a CDN where the browser lacks Memory64 or JSPI.
    wllama.setCompat(null);
    const engine = new WllamaEngine(wllama, runtimeUrl);
    try {
      await wllama.loadModel(
        files.weights.map((blob) => new CountedBlob(blob, onRead)),
        {
          n_ctx: options.contextTokens,
          n_threads: options.threads,
          n_batch: PROMPT_STEP_TOKENS,
          n_ubatch: PROMPT_STEP_TOKENS,
          n_parallel: 1,
          n_gpu_layers: 0,
          // llama.cpp aborts unless the list ends with an empty key.
          ...(Object.keys(options.overrides).length > 0 && {
            kv_overrides: { ...options.overrides, "": "int:0" },
          }),
        },
      );
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  /** Answers one prompt. An abort ends it within one token or one prompt step and rejects with an AbortError. */
  async run(
    prompt: string,
    sampling: SamplingOptions,
    listener: EngineListener,
    signal: AbortSignal,
  ): Promise<EngineSummary> {
    let last: EngineChunk | undefined;
    const params: EngineParams = {
      ...sampling,
      prompt,
      stream: true,
      cache_prompt: true,
      return_progress: true,
      abortSignal: signal,
      onData: (chunk) => {
        last = chunk;
        report(chunk, listener);
      },
    };
    await this.#wllama.createCompletion(params as unknown as RawCompletionParams & EngineStream);
    return summaryOf(last);
  }

  async close(): Promise<void> {
    URL.revokeObjectURL(this.#runtimeUrl);
    await this.#wllama.exit();
  }
}

/** The library's types are narrower than what its llama.cpp takes and gives. */
interface EngineStream {
  readonly stream: true;
  onData(chunk: unknown): void;
}

interface EngineParams extends SamplingOptions {
  readonly prompt: string;
  readonly stream: true;
  readonly cache_prompt: boolean;
  readonly return_progress: boolean;
  readonly abortSignal: AbortSignal;
  onData(chunk: EngineChunk): void;
}

interface EngineLogprob {
  readonly id: number;
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs?: readonly { readonly token: string; readonly logprob: number }[];
}

interface EngineChunk {
  readonly choices?: readonly {
    readonly text?: string;
    readonly finish_reason?: string | null;
    readonly logprobs?: { readonly content?: readonly EngineLogprob[] } | null;
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

function report(chunk: EngineChunk, listener: EngineListener): void {
  const progress = chunk.prompt_progress;
  if (progress) listener.onPromptRead(progress.processed, progress.total);
  const choice = chunk.choices?.[0];
  const text = choice?.text ?? "";
  const entry = choice?.logprobs?.content?.[0];
  if (text === "" && !entry) return;
  listener.onToken({
    text,
    tokenId: entry?.id ?? -1,
    ...(entry && {
      logprob: {
        token: entry.token,
        logprob: entry.logprob,
        alternatives: (entry.top_logprobs ?? []).map(({ token, logprob }) => ({ token, logprob })),
      },
    }),
  });
}

function summaryOf(last: EngineChunk | undefined): EngineSummary {
  return {
    finishReason: last?.choices?.[0]?.finish_reason === "length" ? "length" : "stop",
    usage: {
      promptTokens: last?.usage?.prompt_tokens ?? 0,
      completionTokens: last?.usage?.completion_tokens ?? 0,
    },
    timings: {
      promptMs: last?.timings?.prompt_ms ?? 0,
      generationMs: last?.timings?.predicted_ms ?? 0,
      ...(last?.timings && { readTokens: last.timings.prompt_n }),
    },
  };
}

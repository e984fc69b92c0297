import { LoggerWithoutDebug, Wllama, type RawCompletionParams } from "@wllama/wllama/esm/index.js";
import type { EngineFiles, LoadOptions } from "../language-model.contract.ts";
import { CountedBlob } from "./counted-blob.ts";
import {
  readChunk,
  readSummary,
  type EngineChunk,
  type EngineListener,
  type EngineSummary,
} from "./engine-chunk.ts";
import type { SamplingOptions } from "./sampling-options.ts";

/** Entries of the model file's head that are replaced, as in `"tokenizer.ggml.eot_token_id": "int:0"`. */
export interface EngineOverrides {
  readonly overrides: Readonly<Record<string, string>>;
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
        readChunk(chunk, listener);
      },
    };
    await this.#wllama.createCompletion(params as unknown as RawCompletionParams & EngineStream);
    return readSummary(last);
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

import type { RawCompletionParams, Wllama } from "@wllama/wllama/esm/index.js";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { GenerateOptions } from "../../language-model.contract.ts";
import type { EngineListener, EngineSummary, LoadedEngine } from "../engine.ts";
import type { PromptBuilder } from "./prompt-builder.ts";
import { samplingOptions, type SamplingOptions } from "./sampling-options.ts";
import { readChunk, readSummary, type WllamaChunk } from "./wllama-chunk.ts";

/** What a loaded model is made of. */
export interface WllamaEngineParts {
  readonly wllama: Pick<Wllama, "createCompletion" | "exit">;
  readonly prompts: PromptBuilder;
  readonly contextTokens: number;
}

/** No token of any model stands for more characters than this on average over a whole prompt. */
const MOST_CHARACTERS_PER_TOKEN = 32;

/** One GGUF model in wllama. */
export class WllamaEngine implements LoadedEngine {
  readonly #parts: WllamaEngineParts;

  constructor(parts: WllamaEngineParts) {
    this.#parts = parts;
  }

  /**
   * An abort ends it within one token or one step of the prompt. What the prompt shares with the one before is not read
   * again. Fails with `context_overflow`, and with `unsupported_parameter` for a schema that llama.cpp cannot follow.
   */
  async run(
    request: ChatRequest,
    { answerSoFar }: GenerateOptions,
    listener: EngineListener,
    signal: AbortSignal,
  ): Promise<EngineSummary> {
    signal.throwIfAborted();
    const sampling = samplingOptions(request);
    const prompt = this.#promptOf(request, answerSoFar);
    let last: WllamaChunk | undefined;
    const params: CompletionParams = {
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
    await this.#complete(params, sampling, signal);
    return readSummary(last);
  }

  async close(): Promise<void> {
    await this.#parts.wllama.exit();
  }

  #promptOf(request: ChatRequest, answerSoFar: string | undefined): string {
    const { prompts, contextTokens } = this.#parts;
    const prompt = prompts.prompt(request, answerSoFar);
    if (prompt.length <= contextTokens * MOST_CHARACTERS_PER_TOKEN) return prompt;
    throw new RouterError(
      "context_overflow",
      "The conversation is longer than this model can read.",
    );
  }

  async #complete(
    params: CompletionParams,
    sampling: SamplingOptions,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const { wllama } = this.#parts;
      await wllama.createCompletion(params as unknown as RawCompletionParams & CompletionStream);
    } catch (error) {
      if (signal.aborted) throw error;
      throw refusedSchema(error, sampling) ?? error;
    }
  }
}

/**
 * The engine's words for an exception before the run began, of which only the schema can be the cause: the rest
 * of the request is our own. It stays usable.
 */
const REFUSED_AT_START = /invalid typed array length/i;

function refusedSchema(error: unknown, sampling: SamplingOptions): RouterError | null {
  if (!sampling.json_schema || !(error instanceof Error)) return null;
  if (!REFUSED_AT_START.test(error.message)) return null;
  const words = "The device model cannot follow this JSON schema.";
  return new RouterError("unsupported_parameter", words, { cause: error });
}

/** The library's types are narrower than what its llama.cpp takes and gives. */
interface CompletionStream {
  readonly stream: true;
  onData(chunk: unknown): void;
}

interface CompletionParams extends SamplingOptions {
  readonly prompt: string;
  readonly stream: true;
  readonly cache_prompt: boolean;
  readonly return_progress: boolean;
  readonly abortSignal: AbortSignal;
  onData(chunk: WllamaChunk): void;
}

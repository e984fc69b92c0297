import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type { FinishReason, TokenLogprob, Usage } from "../../src/terms/answer-event.ts";
import type {
  EngineFiles,
  GenerateOptions,
  GenerationTimings,
  LoadOptions,
} from "../language-model.contract.ts";

/**
 * All that a worker's host knows of its engine: a function that loads a model. It fails with the codes of the device;
 * whatever else it throws is named by `engineFailure`.
 */
export type OpenEngine = (
  name: string,
  files: EngineFiles,
  options: LoadOptions,
  listener: EngineLife,
) => Promise<LoadedEngine>;

/** What an engine reports of itself, apart from any answer. */
export interface EngineLife {
  /** Bytes that the engine has taken in, of all; the same again is a sign that it still works on them. */
  onProgress(loadedBytes: number, totalBytes: number): void;
  /** The model is gone: nothing that runs can end, and nothing more can run. */
  onLost(reason: Error): void;
}

/** One model that can answer. */
export interface LoadedEngine {
  /** Answers one request. An abort ends it as soon as the engine lets go, and rejects. */
  run(
    request: ChatRequest,
    options: GenerateOptions,
    listener: EngineListener,
    signal: AbortSignal,
  ): Promise<EngineSummary>;
  close(): Promise<void>;
}

/** A token as it comes out of an engine. */
export interface EngineToken {
  readonly text: string;
  /** The model's own number for it; -1 where the engine does not tell. */
  readonly tokenId: number;
  readonly logprob?: TokenLogprob;
}

/** What a run came to. */
export interface EngineSummary {
  readonly finishReason: FinishReason;
  readonly usage: Usage;
  readonly timings: GenerationTimings;
}

/** What a run reports on its way. */
export interface EngineListener {
  onToken(token: EngineToken): void;
  /** Prompt tokens that have been read; the same again is a sign that the engine still works on them. */
  onPromptRead(tokens: number, totalTokens: number): void;
}

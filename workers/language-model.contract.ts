import type { ChatRequest } from "../src/chat/chat-request.ts";
import type { FinishReason, TokenLogprob, Usage } from "../src/terms/answer-event.ts";
import type { RouterErrorCode } from "../src/router-error.ts";

/**
 * A language-model worker; there is one for each engine. Calls go through Comlink and resolve when they are accepted; everything that
 * happens afterwards comes as an event on the port given to `connect`, in order. `stop` never unloads the model.
 */
export interface LanguageModelWorker {
  connect(events: MessagePort): Promise<void>;
  load(model: string, files: EngineFiles, options: LoadOptions): Promise<void>;
  generate(id: string, request: ChatRequest, options?: GenerateOptions): Promise<void>;
  stop(id: string): Promise<void>;
  unload(): Promise<void>;
}

/** What an engine needs, as blobs from the model store: the worker has no network of its own. */
export interface EngineFiles {
  /** The model's files in the order of its plan; names as the source names them, without folders. */
  readonly weights: readonly NamedBlob[];
  /** The engine's own WebAssembly; absent where the model brings it. */
  readonly runtime?: Blob;
}

export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

export interface LoadOptions {
  readonly contextTokens: number;
  readonly threads: number;
  /** A real adapter is there and may be used. */
  readonly usesGpu: boolean;
  /** How the model thinks, where it can be told (`PromptStyle`). */
  readonly thinking?: "off" | "on";
}

export interface GenerateOptions {
  /** An answer that was interrupted and goes on: the model continues after this text. */
  readonly answerSoFar?: string;
}

export interface GenerationTimings {
  readonly promptMs: number;
  readonly generationMs: number;
  /** Prompt tokens that were read in this run; the rest was remembered from the run before. */
  readonly readTokens?: number;
}

/** `end` comes once for each accepted run, or `failed` with its id; a `failed` without an id concerns the model. */
export type LanguageModelEvent =
  | { readonly type: "progress"; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly type: "loaded"; readonly model: string }
  | {
      readonly type: "prompt-read";
      readonly id: string;
      readonly tokens: number;
      readonly totalTokens: number;
    }
  | {
      readonly type: "token";
      readonly id: string;
      readonly text: string;
      readonly tokenId: number;
      readonly logprob?: TokenLogprob;
    }
  | {
      readonly type: "tool-call";
      readonly id: string;
      readonly index: number;
      readonly callId: string;
      readonly name: string;
      readonly argumentsText: string;
    }
  | {
      readonly type: "end";
      readonly id: string;
      readonly finishReason: FinishReason | "stopped";
      readonly usage: Usage;
      readonly timings: GenerationTimings;
    }
  | {
      readonly type: "failed";
      readonly id?: string;
      readonly code: RouterErrorCode;
      readonly message: string;
    };

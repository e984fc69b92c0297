import type {
  EngineFiles,
  GenerateOptions,
  LanguageModelEvent,
  LoadOptions,
} from "../../workers/language-model.contract.ts";
import type { ChatRequest } from "../chat/chat-request.ts";
import type { RouterErrorCode } from "../router-error.ts";

/** Something that happened in one run; `end` is the last. */
export type RunEvent = Extract<LanguageModelEvent, { readonly id: string }>;
export type RunEnd = Extract<LanguageModelEvent, { readonly type: "end" }>;

/** One run that has been accepted. */
export interface EngineRun {
  /** Fails with the engine's code, `worker_died` or `worker_timeout`; a stop is an `end`. */
  readonly ended: Promise<RunEnd>;
  stop(): void;
}

/**
 * One engine as the page sees it, whatever is behind it: a worker, or the browser's own model. It holds one model and
 * makes one answer at a time; the caller keeps the turns.
 */
export interface LanguageEngine {
  /** The model that can answer at once, if any. */
  readonly loadedModel: string | null;
  /** True where an answer that was interrupted can go on after what had come of it. */
  readonly canContinue: boolean;
  /** Loads a model in place of the one before. Fails with the engine's code. */
  load(
    model: string,
    files: EngineFiles,
    options: LoadOptions,
    onProgress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<void>;
  run(
    request: ChatRequest,
    options: GenerateOptions,
    onEvent: (event: RunEvent) => void,
  ): EngineRun;
  /** Ends what is behind it: all that runs fails with `code`, memory is given back, and the next load starts anew. */
  end(code: RouterErrorCode): void;
  /** Ends for good: every later call fails with `router_disposed`. */
  dispose(): void;
}

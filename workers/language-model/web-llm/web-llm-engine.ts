import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { GenerateOptions } from "../../language-model.contract.ts";
import type { EngineListener, EngineSummary, LoadedEngine } from "../engine.ts";
import { ChunkReader } from "./read-chunks.ts";
import { webLlmFailure } from "./web-llm-failure.ts";
import type { WebLlm } from "./web-llm-library.ts";
import { webLlmRequest, type RequestStyle } from "./web-llm-request.ts";

/** What a loaded model is made of. */
export interface WebLlmEngineParts {
  readonly engine: WebLlm;
  readonly style: RequestStyle;
  /** Says who hears that shaders are compiled; `null` after the run. */
  tellCompiling(listener: (() => void) | null): void;
}

/** One compiled model in web-llm. It remembers the conversation by itself, as long as it goes on. */
export class WebLlmEngine implements LoadedEngine {
  readonly #parts: WebLlmEngineParts;

  constructor(parts: WebLlmEngineParts) {
    this.#parts = parts;
  }

  /**
   * An abort ends it after the token that is being made, or after the whole prompt while that is read. It cannot go on
   * after a part of an answer: `unsupported_parameter`. Fails with `context_overflow` and `request_invalid` too.
   */
  async run(
    request: ChatRequest,
    { answerSoFar = "" }: GenerateOptions,
    listener: EngineListener,
    signal: AbortSignal,
  ): Promise<EngineSummary> {
    signal.throwIfAborted();
    if (answerSoFar !== "") {
      throw new RouterError("unsupported_parameter", "This engine starts every answer anew.");
    }
    const { engine, style, tellCompiling } = this.#parts;
    const interrupt = () => void engine.interruptGenerate();
    signal.addEventListener("abort", interrupt, { once: true });
    tellCompiling(() => listener.onPromptRead(0, 0));
    const reader = new ChunkReader(listener);
    try {
      for await (const chunk of await engine.chatCompletion(webLlmRequest(request, style))) {
        if (signal.aborted) break;
        reader.read(chunk);
      }
    } catch (error) {
      throw webLlmFailure(error);
    } finally {
      tellCompiling(null);
      signal.removeEventListener("abort", interrupt);
    }
    signal.throwIfAborted();
    return reader.summary();
  }

  async close(): Promise<void> {
    await this.#parts.engine.unload();
  }
}

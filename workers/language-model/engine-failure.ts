import { RouterError, type RouterErrorCode } from "../../src/router-error.ts";

/** A failure as it crosses the port: errors lose their class there. */
export interface EngineFailure {
  readonly code: RouterErrorCode;
  readonly message: string;
}

/**
 * Names a failure of the engine. Its messages are llama.cpp's own words, so they are only matched here.
 * `during` chooses the code where the words say nothing: a model that does not load is taken for damaged.
 */
export function engineFailure(error: unknown, during: "load" | "generate"): EngineFailure {
  if (error instanceof RouterError) return { code: error.code, message: error.message };
  const words = error instanceof Error ? error.message : String(error);
  if (/exceeds the available context|context size|too large to process/i.test(words)) {
    return {
      code: "context_overflow",
      message: "The conversation is longer than this model can read.",
    };
  }
  if (/memory|alloc|OOM/i.test(words)) {
    return { code: "out_of_memory", message: "There is not enough memory for this model." };
  }
  const doing = during === "load" ? "load" : "answer";
  return { code: "engine_failed", message: `The language model could not ${doing}: ${words}` };
}

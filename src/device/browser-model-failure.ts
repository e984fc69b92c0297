import { RouterError, type RouterErrorCode } from "../router-error.ts";

/** What the Prompt API was asked for. */
export type PromptStep = "create" | "prompt";

/**
 * A failure of the Prompt API as one of ours: `model_not_downloaded` where a click is needed, `model_unsupported` where the
 * browser cannot, `unsupported_parameter` for a schema or an input that it refuses, `context_overflow`, otherwise
 * `engine_failed`. A RouterError stays as it is.
 */
export function browserModelFailure(error: unknown, step: PromptStep): RouterError {
  if (error instanceof RouterError) return error;
  const name = error instanceof Error ? error.name : "";
  const [code, message] = wordsFor(name, step);
  return new RouterError(code, message, { cause: error });
}

function wordsFor(name: string, step: PromptStep): readonly [RouterErrorCode, string] {
  switch (name) {
    case "NotAllowedError":
      return [
        "model_not_downloaded",
        "The browser loads its model only when a person has just clicked.",
      ];
    case "QuotaExceededError":
      return ["context_overflow", "The conversation is longer than the browser model can read."];
    case "NotSupportedError":
    case "SyntaxError":
    case "TypeError":
      return step === "create"
        ? ["model_unsupported", "This browser cannot run its model here."]
        : ["unsupported_parameter", "The browser model cannot follow this schema or language."];
  }
  return ["engine_failed", "The browser model failed."];
}

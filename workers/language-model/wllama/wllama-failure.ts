import { RouterError, type RouterErrorCode } from "../../../src/router-error.ts";

/** llama.cpp's own words for what is wrong with a model file, and what that means. The first that fits counts. */
const MEANINGS: readonly {
  readonly words: RegExp;
  readonly code: RouterErrorCode;
  readonly message: string;
}[] = [
  {
    words:
      /unknown (model )?architecture|unknown pre-tokenizer|unknown tokenizer|invalid ggml type/i,
    code: "model_unsupported",
    message: "This engine does not know this kind of model.",
  },
  {
    words:
      /not within the file bounds|corrupted or incomplete|invalid magic|failed to read|missing tensor|invalid split/i,
    code: "model_corrupt",
    message: "The model file is damaged or not whole.",
  },
  {
    words:
      /out of memory|failed to allocate|cannot allocate|memory access out of bounds|unable to allocate|OOM/i,
    code: "out_of_memory",
    message: "There is not enough memory for this model.",
  },
];

/** Names why a load failed, from the error and from what the engine complained of. Unknown ones stay as they are. */
export function wllamaFailure(error: unknown, log: readonly string[]): unknown {
  if (error instanceof RouterError) return error;
  const text = [String(error), ...log].join("\n");
  const meaning = MEANINGS.find(({ words }) => words.test(text));
  return meaning ? new RouterError(meaning.code, meaning.message, { cause: error }) : error;
}

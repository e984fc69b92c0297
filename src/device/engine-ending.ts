import type { RouterErrorCode } from "../router-error.ts";

const WORDS: Partial<Record<RouterErrorCode, string>> = {
  worker_timeout: "The language model stopped answering and was ended.",
  router_disposed: "This router is disposed.",
  device_lost: "The graphics processor was taken away while the language model used it.",
  out_of_memory: "There is not enough memory for this model.",
};

/** What is said to those whose worker was ended with a code. */
export function endingWords(code: RouterErrorCode): string {
  return WORDS[code] ?? "The language model's worker has ended.";
}

const FATAL: ReadonlySet<RouterErrorCode> = new Set([
  "engine_failed",
  "out_of_memory",
  "device_lost",
]);

/** True after a failure that leaves the engine's memory in doubt: its worker is ended and the model loaded again. */
export function endsWorker(code: RouterErrorCode): boolean {
  return FATAL.has(code);
}

import { RouterError } from "../../../src/router-error.ts";
import type { EngineFiles } from "../../language-model.contract.ts";
import type { OpenEngine } from "../engine.ts";
import { endOverrides, nameControlTokens, renameInFile } from "./control-token-names.ts";
import { readGgufHead } from "./gguf-head.ts";
import { readGgufVocabulary } from "./gguf-vocabulary.ts";
import { PromptBuilder } from "./prompt-builder.ts";
import { startWllama } from "./start-wllama.ts";
import { WllamaEngine } from "./wllama-engine.ts";

/**
 * Loads a GGUF model, in one file or in several, into wllama. Fails with `model_missing`, `model_corrupt`,
 * `model_unsupported`, `out_of_memory` and `engine_failed`.
 */
export const openWllama: OpenEngine = async (_name, files, options, listener) => {
  const { head, rest, runtime } = partsOf(files);
  const vocabulary = await readGgufVocabulary(head);
  for (const file of rest) await readGgufHead(file);
  const names = nameControlTokens(vocabulary.controlTokens, randomBytes);
  const renamed = await renameInFile(head, vocabulary.controlTokens, names);
  const prompts = new PromptBuilder(vocabulary, names, options.thinking);
  const weights = [renamed, ...rest];
  const totalBytes = weights.reduce((sum, blob) => sum + blob.size, 0);
  let readBytes = 0;
  const start = { weights, runtime, options, overrides: endOverrides(vocabulary) };
  const wllama = await startWllama(start, (bytes) => {
    readBytes = Math.min(totalBytes, readBytes + bytes);
    listener.onProgress(readBytes, totalBytes);
  });
  return new WllamaEngine({ wllama, prompts, contextTokens: options.contextTokens });
};

interface WllamaFiles {
  /** The file, or the first of several: the one with the vocabulary. */
  readonly head: Blob;
  readonly rest: readonly Blob[];
  readonly runtime: Blob;
}

function partsOf({ weights, runtime }: EngineFiles): WllamaFiles {
  const [head, ...rest] = weights
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ blob }) => blob);
  if (!head || !runtime) {
    throw new RouterError("model_missing", "No model file was handed over.");
  }
  return { head, rest, runtime };
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

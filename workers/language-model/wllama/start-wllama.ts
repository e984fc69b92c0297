import { LogLevel, Wllama } from "@wllama/wllama/esm/index.js";
import type { LoadOptions } from "../../language-model.contract.ts";
import { CountedBlob } from "./counted-blob.ts";
import { EngineLog } from "./engine-log.ts";
import { useCompatBuild } from "./use-compat-build.ts";
import { wllamaFailure } from "./wllama-failure.ts";

/** The weights in their order, the engine's WebAssembly, and how to load them. */
export interface WllamaStart {
  readonly weights: readonly Blob[];
  readonly runtime: Blob;
  readonly options: LoadOptions;
  /** Entries of the model file's head that are replaced, as in `"tokenizer.ggml.eot_token_id": "int:0"`. */
  readonly overrides: Readonly<Record<string, string>>;
}

/**
 * Prompt tokens that are read in one step. An abort takes effect between steps, and only then can the next
 * request begin. Steps of 32 were a tenth slower than one of 512; most prompts of this model fit in one of 64.
 */
const PROMPT_STEP_TOKENS = 64;
/** llama.cpp moves as many layers to the GPU as there are; 0 keeps all of them, and the GPU is not even looked for. */
const ALL_LAYERS = 999;

/**
 * Starts the engine with a model; `onRead` counts bytes that it has read. Everything it needs is handed in: it never
 * reaches the network. Fails with `model_corrupt`, `model_unsupported`, `out_of_memory`, and as the engine fails.
 */
export async function startWllama(
  start: WllamaStart,
  onRead: (bytes: number) => void,
): Promise<Wllama> {
  const { weights, runtime, options, overrides } = start;
  const runtimeUrl = URL.createObjectURL(runtime.slice(0, runtime.size, "application/wasm"));
  const log = new EngineLog();
  const wllama = new Wllama({ default: runtimeUrl }, { logger: log });
  try {
    await useCompatBuild(wllama, runtimeUrl);
    await wllama.loadModel(
      weights.map((blob) => new CountedBlob(blob, onRead)),
      {
        log_level: LogLevel.ERROR,
        n_ctx: options.contextTokens,
        n_threads: self.crossOriginIsolated ? options.threads : 1,
        n_batch: PROMPT_STEP_TOKENS,
        n_ubatch: PROMPT_STEP_TOKENS,
        n_parallel: 1,
        n_gpu_layers: options.usesGpu ? ALL_LAYERS : 0,
        // llama.cpp aborts unless the list ends with an empty key.
        ...(Object.keys(overrides).length > 0 && { kv_overrides: { ...overrides, "": "int:0" } }),
      },
    );
  } catch (error) {
    await wllama.exit();
    throw wllamaFailure(error, log.lines);
  } finally {
    URL.revokeObjectURL(runtimeUrl);
  }
  return wllama;
}

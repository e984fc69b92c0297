import { LoggerWithoutDebug, Wllama } from "@wllama/wllama/esm/index.js";
import { expose } from "comlink";

// Named as the product's own worker is: the server gives each worker its policy by its name.

/** What one answer took, in milliseconds, and how long it was. */
export interface BareAnswer {
  readonly ms: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface BareSettings {
  readonly n_ctx: number;
  readonly n_threads: number;
}

/** What llama.cpp counts; the library's types leave it out. */
interface EngineTimings {
  readonly prompt_n?: number;
  readonly cache_n?: number;
  readonly predicted_n?: number;
}

/** wllama as its documentation shows it, with nothing of ours around it. */
export class BareWllama {
  #wllama: Wllama | null = null;

  async load(weights: Blob, runtime: Blob, settings: BareSettings): Promise<void> {
    const wasm = runtime.slice(0, runtime.size, "application/wasm");
    const wllama = new Wllama(
      { default: URL.createObjectURL(wasm) },
      { suppressNativeLog: true, logger: LoggerWithoutDebug },
    );
    wllama.setCompat(null);
    await wllama.loadModel([weights], { ...settings, n_parallel: 1, n_gpu_layers: 0 });
    this.#wllama = wllama;
  }

  async answer(content: string, maxTokens: number): Promise<BareAnswer> {
    if (this.#wllama === null) throw new Error("No model is loaded.");
    const began = performance.now();
    let timings: EngineTimings = {};
    await this.#wllama.createChatCompletion({
      messages: [{ role: "user", content }],
      max_tokens: maxTokens,
      temperature: 0,
      stream: true,
      onData(chunk) {
        timings = (chunk as { timings?: EngineTimings }).timings ?? timings;
      },
    });
    return {
      ms: performance.now() - began,
      promptTokens: (timings.prompt_n ?? NaN) + (timings.cache_n ?? 0),
      completionTokens: timings.predicted_n ?? NaN,
    };
  }
}

expose(new BareWllama());

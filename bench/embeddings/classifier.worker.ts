import { expose } from "comlink";
import runtimeLoaderUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

// Named as the product's own worker is: the server gives each worker its policy by its name.

/** The tokens of one run, computed beforehand: those of all its texts, and of which text each is. */
export interface BareRun {
  readonly ids: Int32Array;
  readonly texts: Int32Array;
}

/** ONNX Runtime as its documentation shows it, with nothing of ours around it. */
export class BareOnnx {
  #session: InferenceSession | null = null;

  async load(model: Blob, runtime: Blob): Promise<void> {
    env.wasm.wasmPaths = { mjs: new URL(runtimeLoaderUrl, import.meta.url).href };
    env.wasm.wasmBinary = await runtime.arrayBuffer();
    env.wasm.numThreads = 1;
    this.#session = await InferenceSession.create(await model.arrayBuffer(), {
      executionProviders: ["wasm"],
      graphOptimizationLevel: "all",
    });
  }

  /** The vectors of all runs, one call for all. */
  async embed(runs: readonly BareRun[]): Promise<readonly Float32Array[]> {
    if (this.#session === null) throw new Error("No model is loaded.");
    const results: Float32Array[] = [];
    for (const { ids, texts } of runs) {
      const { vectors } = await this.#session.run({
        ids: new Tensor("int32", ids, [ids.length]),
        texts: new Tensor("int32", texts, [texts.length]),
      });
      results.push(vectors?.data as Float32Array);
    }
    return results;
  }
}

expose(new BareOnnx());

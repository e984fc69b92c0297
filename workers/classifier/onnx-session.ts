import { env, InferenceSession } from "onnxruntime-web/wasm";

/** The bytes of ONNX Runtime's wasm, and where its loader lies: null where it came in one bundle with the runtime. */
export interface OnnxRuntime {
  readonly bytes: ArrayBuffer;
  readonly loaderUrl: string | null;
}

/**
 * One graph on the CPU. One thread and no proxy: more threads hang in a bundled worker, and one is enough. The wasm comes as
 * bytes: no network; graphs of one worker share what the first of them started. Rejects where runtime or graph do not start.
 */
export function startOnnxSession(
  model: ArrayBuffer,
  { bytes, loaderUrl }: OnnxRuntime,
): Promise<InferenceSession> {
  if (loaderUrl !== null) env.wasm.wasmPaths = { mjs: loaderUrl };
  env.wasm.wasmBinary = bytes;
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  return InferenceSession.create(model, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
  });
}

import type { EngineFiles } from "../../workers/language-model.contract.ts";

/** The files of a made-up model in the layout of web-llm's repositories; each may be replaced or, by null, left out. */
export function webLlmFolder(
  replaced: Readonly<Record<string, BlobPart | null>> = {},
): EngineFiles {
  const files: Readonly<Record<string, BlobPart | null>> = {
    "mlc-chat-config.json": JSON.stringify({
      model_type: "tiny",
      quantization: "q4f16_1",
      context_window_size: 512,
      sliding_window_size: -1,
      tokenizer_files: ["tokenizer.json"],
    }),
    "tensor-cache.json": JSON.stringify({
      metadata: {},
      records: [{ dataPath: "params_shard_0.bin", format: "raw-shard", nbytes: 64, records: [] }],
    }),
    "params_shard_0.bin": new Uint8Array(64),
    "tokenizer.json": JSON.stringify({
      added_tokens: [
        { id: 0, content: "<|im_start|>", special: true },
        { id: 1, content: "<|im_end|>", special: true },
        { id: 2, content: "maybe", special: false },
      ],
    }),
    // A WebAssembly module with nothing in it.
    "tiny-webgpu.wasm": new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]),
    ...replaced,
  };
  const weights = Object.entries(files).flatMap(([name, content]) =>
    content === null ? [] : [{ name, blob: new Blob([content]) }],
  );
  return { weights };
}

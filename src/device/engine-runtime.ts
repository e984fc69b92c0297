/// <reference path="./asset-url.d.ts" />
import type { StoredFile } from "../../workers/model-store.contract.ts";
import runtimeUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";

/**
 * The engine's own WebAssembly, self-hosted and verified like a model file. Length and hash belong to the
 * version in the name; a test compares them with the installed package.
 */
export function engineRuntime(baseUrl: string): StoredFile {
  return {
    name: "wllama-3.8.1.wasm",
    bytes: 8_763_949,
    sha256: "551f13439366eff11e057b1b91fe46a7fdac29d56d67372d4c5f19a549dfe70c",
    urls: [new URL(runtimeUrl, baseUrl).href],
  };
}

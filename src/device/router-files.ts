/// <reference path="./asset-url.d.ts" />
import runtimeUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import type { ClassifierFiles } from "../../workers/classifier.contract.ts";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import manifest from "../../public/models/router/manifest.json?raw";
import modelUrl from "../../public/models/router/router.onnx?url";
import { readRouterManifest } from "../decision/router-manifest.ts";
import { RouterError } from "../router-error.ts";
import { ModelStoreClient } from "./model-store-client.ts";

/** The classifier's files. Their manifest is part of the code, so that its version and hash are known before them. */
export interface RouterFiles {
  readonly manifest: string;
  /** Brings artefact and runtime, verified. Fails with a `model_*` code. */
  read(signal: AbortSignal): Promise<ClassifierFiles>;
}

/** Reads through a model store of its own, which ends when the files are there. `routerUrl`: a folder tried first. */
export function openRouterFiles(routerUrl: string | undefined, baseUrl: string): RouterFiles {
  return {
    manifest,
    async read(signal) {
      const store = new ModelStoreClient();
      try {
        const files = [modelFile(routerUrl, baseUrl), runtimeFile(baseUrl)];
        const [model, runtime] = await store.open(files, () => undefined, signal);
        if (model === undefined || runtime === undefined)
          throw new RouterError("model_missing", "The model store gave too few files.");
        return {
          model: await model.arrayBuffer(),
          runtime: await runtime.arrayBuffer(),
          manifest,
        };
      } finally {
        store.dispose();
      }
    },
  };
}

function modelFile(routerUrl: string | undefined, baseUrl: string): StoredFile {
  const read = readRouterManifest(manifest);
  if (read === null)
    throw new RouterError("model_corrupt", "The classifier's manifest is unreadable.");
  const { name, bytes, sha256 } = read.model;
  const bundled = new URL(modelUrl, baseUrl).href;
  const own =
    routerUrl === undefined
      ? []
      : [new URL(`${routerUrl.replace(/\/*$/, "/")}${name}`, baseUrl).href];
  // Its hash is in its name, so that a new artefact never meets the old one in the store.
  return { name: `${sha256.slice(0, 12)}-${name}`, bytes, sha256, urls: [...own, bundled] };
}

/** ONNX Runtime's own WebAssembly. A test holds length and hash against the installed package. */
export function runtimeFile(baseUrl: string): StoredFile {
  return { ...ONNX_RUNTIME, urls: [new URL(runtimeUrl, baseUrl).href] };
}

/** Name, length in bytes and hash of the runtime that belongs to onnxruntime-web 1.30.0. */
export const ONNX_RUNTIME = {
  name: "onnxruntime-web-1.30.0.wasm",
  bytes: 14_239_897,
  sha256: "3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2",
};

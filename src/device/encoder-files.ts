import type { EncoderFiles } from "../../workers/classifier.contract.ts";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import manifest from "./encoder.json" with { type: "json" };
import { ModelStoreClient } from "./model-store-client.ts";
import { runtimeFile } from "./router-files.ts";

/** What is known of the sentence encoder before it is there, and how it comes. */
export interface EncoderSource {
  /** The encoder's id. */
  readonly model: string;
  /** Length of a vector. */
  readonly dimensions: number;
  /** Brings the files, verified. Fails with a `model_*` code, `quota_exceeded`, `storage_failed` or a `worker_*` code. */
  read(signal: AbortSignal): Promise<EncoderFiles>;
}

/**
 * The encoder of the manifest, served by name from the folder at `modelsUrl`, which may be relative to `baseUrl`. Reads
 * through a model store of its own, which ends when the files are there.
 */
export function openEncoderSource(modelsUrl: string, baseUrl: string): EncoderSource {
  const { model, dimensions, maxTokens } = manifest;
  const folder = new URL(modelsUrl.endsWith("/") ? modelsUrl : `${modelsUrl}/`, baseUrl);
  return {
    model,
    dimensions,
    async read(signal) {
      const store = new ModelStoreClient();
      try {
        const files = [manifest.encoder, manifest.vocabulary].map((file) =>
          storedFile(file, folder),
        );
        const blobs = await store.open([...files, runtimeFile(baseUrl)], () => undefined, signal);
        const [encoder, vocabulary, runtime] = blobs;
        if (encoder === undefined || vocabulary === undefined || runtime === undefined)
          throw new RouterError("model_missing", "The model store gave too few files.");
        return { model: encoder, vocabulary, runtime, maxTokens };
      } finally {
        store.dispose();
      }
    },
  };
}

/** Its hash is in its name, so that a new encoder never meets the old one in the store. */
function storedFile(file: typeof manifest.encoder, folder: URL): StoredFile {
  const { name, bytes, sha256 } = file;
  const url = new URL(encodeURIComponent(name), folder).href;
  return { name: `${sha256.slice(0, 12)}-${name}`, bytes, sha256, urls: [url] };
}

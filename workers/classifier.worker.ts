import { expose, transfer } from "comlink";
import runtimeLoaderUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import type { ClassifierWorker } from "./classifier.contract.ts";
import { openClassifierSession } from "./classifier/classifier-session.ts";
import type { ClassifierSession } from "./classifier/classifier-session.ts";
import { openEncoderSession } from "./classifier/encoder-session.ts";
import type { EncoderSession } from "./classifier/encoder-session.ts";

function createClassifierWorker(): ClassifierWorker {
  const loaderUrl = new URL(runtimeLoaderUrl, import.meta.url).href;
  let session: ClassifierSession | undefined;
  let encoder: EncoderSession | undefined;
  return {
    async load(files) {
      const opened = await openClassifierSession(files, loaderUrl);
      if ("code" in opened) return opened;
      session = opened;
      return { version: opened.version };
    },

    async estimate(query) {
      if (session !== undefined) return session.estimate(query);
      return { code: "classifier_unavailable", message: "The router's model is not loaded." };
    },

    async loadEncoder(files) {
      const opened = await openEncoderSession(files, loaderUrl);
      if ("code" in opened) return opened;
      encoder = opened;
      return { isLoaded: true };
    },

    async embed(texts) {
      if (encoder === undefined) {
        return { code: "engine_failed", message: "The encoder is not loaded." };
      }
      const batch = await encoder.embed(texts);
      return "code" in batch ? batch : transfer(batch, [batch.vectors.buffer]);
    },
  };
}

expose(createClassifierWorker());

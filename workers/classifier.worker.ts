import { expose } from "comlink";
import runtimeLoaderUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import type { ClassifierWorker } from "./classifier.contract.ts";
import { openClassifierSession } from "./classifier/classifier-session.ts";
import type { ClassifierSession } from "./classifier/classifier-session.ts";

function createClassifierWorker(): ClassifierWorker {
  let session: ClassifierSession | undefined;
  return {
    async load(files) {
      const loaderUrl = new URL(runtimeLoaderUrl, import.meta.url).href;
      const opened = await openClassifierSession(files, loaderUrl);
      if ("code" in opened) return opened;
      session = opened;
      return { version: opened.version };
    },

    async estimate(query) {
      if (session !== undefined) return session.estimate(query);
      return { code: "classifier_unavailable", message: "The router's model is not loaded." };
    },
  };
}

expose(createClassifierWorker());

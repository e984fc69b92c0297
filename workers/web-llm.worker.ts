import { expose } from "comlink";
import { LanguageModelHost } from "./language-model/language-model-host.ts";
import { webLlmOpener } from "./language-model/web-llm/open-web-llm.ts";
import { makeWebLlm } from "./language-model/web-llm/web-llm-library.ts";

const openWebLlm = webLlmOpener({
  gpu: navigator.gpu,
  makeEngine: makeWebLlm,
  provideCaches(caches) {
    Object.defineProperty(self, "caches", { value: caches, configurable: true });
  },
});

expose(new LanguageModelHost(openWebLlm));

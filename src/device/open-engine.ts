import type { EngineName } from "../terms/catalogue.ts";
import { BrowserModelEngine } from "./browser-model-engine.ts";
import type { LanguageEngine } from "./language-engine.ts";
import {
  LanguageModelClient,
  startWebLlmWorker,
  startWllamaWorker,
} from "./language-model-client.ts";

/** An engine of this browser. Its worker starts with the first load. */
export function openEngine(name: EngineName): LanguageEngine {
  switch (name) {
    case "wllama":
      return new LanguageModelClient({ startWorker: startWllamaWorker, canContinue: true });
    case "web-llm":
      return new LanguageModelClient({ startWorker: startWebLlmWorker, canContinue: false });
    case "prompt-api":
      return new BrowserModelEngine();
  }
}

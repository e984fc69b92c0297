import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type { EngineRun, LanguageEngine } from "../../src/device/language-engine.ts";

/** The same engine, which tells when a run begins. */
export function watchedEngine(
  engine: LanguageEngine,
  onRun: (request: ChatRequest) => void,
): LanguageEngine {
  return {
    get loadedModel() {
      return engine.loadedModel;
    },
    get canContinue() {
      return engine.canContinue;
    },
    load: (model, files, options, onProgress) => engine.load(model, files, options, onProgress),
    run(request, options, onEvent): EngineRun {
      onRun(request);
      return engine.run(request, options, onEvent);
    },
    end: (code) => engine.end(code),
    dispose: () => engine.dispose(),
  };
}

import type { EngineFiles, LoadOptions } from "../../workers/language-model.contract.ts";
import type { RouterErrorCode } from "../router-error.ts";
import type { CatalogueEntry, EngineName } from "../terms/catalogue.ts";
import type { LanguageEngine } from "./language-engine.ts";

/** The engines, each made when it is first needed. One model is loaded at a time, whatever engine it needs. */
export class EngineSlots {
  readonly #open: (name: EngineName) => LanguageEngine;
  readonly #engines = new Map<EngineName, LanguageEngine>();

  constructor(open: (name: EngineName) => LanguageEngine) {
    this.#open = open;
  }

  get loadedModel(): string | null {
    for (const { loadedModel } of this.#engines.values()) if (loadedModel) return loadedModel;
    return null;
  }

  engineOf({ engine: name }: CatalogueEntry): LanguageEngine {
    const engine = this.#engines.get(name) ?? this.#open(name);
    this.#engines.set(name, engine);
    return engine;
  }

  /** Loads a model; an engine that held another one gives its memory back first. Fails with the engine's code. */
  async load(
    entry: CatalogueEntry,
    files: EngineFiles,
    options: LoadOptions,
    onProgress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<void> {
    const engine = this.engineOf(entry);
    for (const other of this.#engines.values()) {
      if (other !== engine && other.loadedModel !== null) other.end("worker_died");
    }
    await engine.load(entry.card.id, files, options, onProgress);
  }

  /** Gives all memory back; what runs or loads fails with `code`. */
  endAll(code: RouterErrorCode): void {
    for (const engine of this.#engines.values()) engine.end(code);
  }

  dispose(): void {
    for (const engine of this.#engines.values()) engine.dispose();
  }
}

import type { CatalogueEntry, DeviceNeeds } from "../terms/catalogue.ts";
import { browserModelCard, cardOf, SMOLLM2_CARD } from "./device-cards.ts";
import type { ListedModel, WebLlmBuild, WllamaBuild } from "./listed-model.ts";
import { modelFilesOf } from "./model-files.ts";
import { webLlmEntry } from "./web-llm-entry.ts";
import list from "./catalogue.json" with { type: "json" };

const ENGINE_BYTES = 2 ** 28;

/**
 * Every model that Nearside knows to run in a browser: the one that comes with it, the listed ones, and the browser's own.
 * `modelsUrl` is the folder that serves the bundled model, relative to `baseUrl`.
 */
export function catalogue(modelsUrl: string, baseUrl: string): readonly CatalogueEntry[] {
  // A JSON module loses the unions of `engine` and `manner`; a test checks every field.
  const models = list.models as readonly ListedModel[];
  const listed = models.flatMap((model) => model.builds.map((build) => entryOf(model, build)));
  return [bundledEntry(modelsUrl, baseUrl), ...listed, browserEntry()];
}

/** What a GGUF needs while it runs: its weights, a quarter for context and activations, and the engine. An estimate. */
export function wllamaNeeds(bytes: number): DeviceNeeds {
  return { memoryBytes: Math.round(bytes * 1.25) + ENGINE_BYTES, gpu: false, features: [] };
}

function bundledEntry(modelsUrl: string, baseUrl: string): CatalogueEntry {
  const { weights } = modelFilesOf(SMOLLM2_CARD.id, modelsUrl, baseUrl);
  const bytes = weights.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  // A file that is known by its hash needs no other name for its revision.
  const revision = weights.map((file) => file.sha256?.slice(0, 12) ?? "").join("-");
  return {
    card: SMOLLM2_CARD,
    engine: "wllama",
    bytes,
    needs: wllamaNeeds(bytes),
    licence: "Apache-2.0",
    source: { kind: "files", revision, files: weights },
  };
}

function entryOf(model: ListedModel, build: WllamaBuild | WebLlmBuild): CatalogueEntry {
  switch (build.engine) {
    case "wllama":
      return wllamaEntry(model, build);
    case "web-llm":
      return webLlmEntry(model, build, list.libraries);
  }
}

function wllamaEntry(model: ListedModel, build: WllamaBuild): CatalogueEntry {
  const { engine, id, repository, file, bytes } = build;
  return {
    card: cardOf({ ...model, id, engine, bytes }),
    engine,
    bytes,
    needs: wllamaNeeds(bytes),
    licence: model.licence,
    source: { kind: "repository", repository, revision: "main", patterns: [file] },
  };
}

function browserEntry(): CatalogueEntry {
  return {
    card: browserModelCard(),
    engine: "prompt-api",
    bytes: 0,
    needs: { memoryBytes: 0, gpu: false, features: [] },
    licence: "the browser's own terms",
    source: { kind: "browser" },
  };
}

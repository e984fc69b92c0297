/// <reference path="./asset-url.d.ts" />
import manifest from "../../public/models/router/manifest.json?raw";
import { readRouterManifest } from "../decision/router-manifest.ts";
import type { CustomModelOptions, DeviceOptions } from "../router.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import { browserModelAvailability, promptApi } from "./browser-model.ts";
import { catalogue } from "./catalogue.ts";
import { customEntry } from "./custom-model.ts";
import { engineThreads } from "./device-abilities.ts";
import { ManyLocalModels, type ManyLocalModelsOptions } from "./device-models.ts";
import { surveyDevice } from "./device-survey.ts";
import { engineRuntime } from "./engine-runtime.ts";
import type { LocalModels } from "./local-models.ts";
import { ModelStoreClient } from "./model-store-client.ts";
import { openEngine } from "./open-engine.ts";
import { pageTexts } from "./page-texts.ts";

/** What the caller chooses of the models in this browser, and other parts than the browser's own, for tests. */
export type DeviceModelsOptions = Omit<DeviceOptions, "routerUrl"> &
  Partial<
    Pick<ManyLocalModelsOptions, "onProgress" | "openEngine" | "store" | "catalogue" | "texts">
  >;

const IDLE_UNLOAD_MS = 10 * 60_000;
/** A browser rings a longer timer, such as an endless one, at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The models of this browser, in their real workers. Nothing is downloaded before it is asked. Fails with
 * `options_invalid` for a model of the caller's own that cannot be.
 */
export function openDeviceModels(options: DeviceModelsOptions = {}): LocalModels {
  const baseUrl = document.baseURI;
  const { modelsUrl = "/models/", models: own = [] } = options;
  const models = new ManyLocalModels({
    ...browserParts(baseUrl),
    ...givenParts(options),
    catalogue: withOwn(options.catalogue ?? catalogue(modelsUrl, baseUrl), own, baseUrl),
    onProgress: options.onProgress ?? (() => {}),
    memoryBudgetBytes: options.memoryBudgetBytes ?? null,
    isBrowserModelAllowed: options.allowBrowserModel ?? false,
    idleUnloadMs: options.idleUnloadMs ?? IDLE_UNLOAD_MS,
    threads: engineThreads(options.threads),
  });
  void models.look();
  return models;
}

type BrowserParts = Omit<
  ManyLocalModelsOptions,
  | "catalogue"
  | "onProgress"
  | "memoryBudgetBytes"
  | "isBrowserModelAllowed"
  | "idleUnloadMs"
  | "threads"
>;

function browserParts(baseUrl: string): BrowserParts {
  return {
    store: new ModelStoreClient(),
    texts: pageTexts(),
    openEngine,
    runtimeOf: ({ engine }) => (engine === "wllama" ? engineRuntime(baseUrl) : null),
    survey: () => surveyDevice(),
    browserModel: () => browserModelAvailability(promptApi()),
    languages: navigator.languages,
    classifier: readRouterManifest(manifest)?.version ?? "none",
    startTimer(work, ms) {
      const timer = setTimeout(work, Math.min(ms, LONGEST_TIMER_MS));
      return () => clearTimeout(timer);
    },
    elapsed: () => performance.now(),
  };
}

function givenParts({ openEngine: own, store, texts }: DeviceModelsOptions): Partial<BrowserParts> {
  return { ...(own && { openEngine: own }), ...(store && { store }), ...(texts && { texts }) };
}

function withOwn(
  known: readonly CatalogueEntry[],
  own: readonly CustomModelOptions[],
  baseUrl: string,
): readonly CatalogueEntry[] {
  const entries = [...known];
  for (const model of own) {
    const taken = entries.map(({ card }) => card.id);
    entries.push(customEntry(model, taken, baseUrl));
  }
  return entries;
}

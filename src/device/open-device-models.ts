import { SMOLLM2_CARD } from "./device-cards.ts";
import { engineThreads } from "./device-abilities.ts";
import { OneLocalModel, type LocalModels } from "./device-models.ts";
import { engineRuntime } from "./engine-runtime.ts";

/** What the caller chooses of the models in this browser. */
export interface DeviceModelsOptions {
  /** Folder that serves the model files by name, "/models/" unless set; relative to the page. */
  readonly modelsUrl?: string | undefined;
  /** Threads for the language model; half the cores up to four unless set, 1 where the page is not isolated. */
  readonly threads?: number | undefined;
}

/** The device model that comes with Nearside, in its real workers. Nothing is downloaded before it is asked. */
export function openDeviceModels(options: DeviceModelsOptions = {}): LocalModels {
  const models = new OneLocalModel({
    card: SMOLLM2_CARD,
    runtime: engineRuntime(document.baseURI),
    modelsUrl: options.modelsUrl ?? "/models/",
    baseUrl: document.baseURI,
    threads: engineThreads(options.threads),
    elapsed: () => performance.now(),
  });
  void models.look();
  return models;
}

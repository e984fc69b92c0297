import type { LocalModels } from "./device/local-models.ts";
import { customEntry } from "./device/custom-model.ts";
import { RouterError } from "./router-error.ts";
import type { CalibrationProgress, ModelCallOptions, RouterModels } from "./router.ts";
import type { LoadProgress } from "./routing/ports.ts";
import type { MeasuredAbility } from "./terms/model-offer.ts";

/** What the calls of `router.models` need besides the models themselves. */
export interface RouterModelsParts {
  readonly models: LocalModels;
  hasGesture(): boolean;
  /** The caller's signal joined with the router's life. */
  withLife(signal: AbortSignal | undefined): AbortSignal;
  onProgress(progress: LoadProgress): void;
  calibrate(
    model: string,
    onProgress: (progress: CalibrationProgress) => void,
    signal: AbortSignal,
  ): Promise<MeasuredAbility>;
}

/** `router.models` over the models of this browser. What fetches anything needs a person's gesture at the call. */
export function createRouterModels(parts: RouterModelsParts): RouterModels {
  const { models, withLife } = parts;
  const told =
    ({ onProgress }: ModelCallOptions) =>
    (progress: LoadProgress): void => {
      parts.onProgress(progress);
      onProgress?.(progress);
    };
  return {
    list: () => models.offers(),
    device: () => models.report(),
    async download(id, options = {}) {
      const ends = withLife(options.signal);
      ends.throwIfAborted();
      const mayFetch = parts.hasGesture();
      if (!mayFetch && !(await isHere(models, id))) throw needsGesture();
      await models.download(id, told(options), ends);
    },
    async update(id, options = {}) {
      const ends = withLife(options.signal);
      ends.throwIfAborted();
      if (!parts.hasGesture()) throw needsGesture();
      return models.update(id, told(options), ends);
    },
    remove: (id) => models.remove(id),
    async load(id, options = {}) {
      const ends = withLife(options.signal);
      ends.throwIfAborted();
      const mayFetch = parts.hasGesture();
      if (!mayFetch && !(await isHere(models, id))) throw needsGesture();
      await models.load(id, told(options), ends);
    },
    unload: () => models.unload(),
    add: (model) => models.add(customEntry(model)),
    addFile: (file, options = {}) => models.addFile(file, told(options), withLife(options.signal)),
    async calibrate(id, { signal, onProgress = () => {} } = {}) {
      const measured = await parts.calibrate(id, onProgress, withLife(signal));
      models.setMeasured(id, measured);
      return measured;
    },
    allowBrowserModel: (isAllowed) => models.allowBrowserModel(isAllowed),
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    onNotice: (listener) => models.onNotice(listener),
  };
}

/** True where nothing has to be fetched. One that nobody knows is told by the call itself. */
async function isHere(models: LocalModels, id: string): Promise<boolean> {
  const offer = (await models.offers()).find((each) => each.id === id);
  if (offer === undefined || offer.engine === "prompt-api") return true;
  return offer.stored === "stored" || offer.stored === "outdated";
}

function needsGesture(): RouterError {
  return new RouterError(
    "model_not_downloaded",
    "The model is not on this device, and a download begins only when a person asks for it.",
  );
}

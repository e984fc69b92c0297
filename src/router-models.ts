import { bestModel } from "./device/best-model.ts";
import { customEntry } from "./device/custom-model.ts";
import type { LocalModels } from "./device/local-models.ts";
import { persistStorage } from "./device/persist-storage.ts";
import { RouterError } from "./router-error.ts";
import type { CalibrationProgress, ModelCallOptions, RouterModels } from "./router.ts";
import type { CalibratedModel } from "./routing/calibration-record.ts";
import type { LoadProgress } from "./routing/ports.ts";
import type { MeasuredAbility, ModelOffer } from "./terms/model-offer.ts";

/** What the calls of `router.models` need besides the models themselves. */
export interface RouterModelsParts {
  readonly models: LocalModels;
  /** What URLs of own models are relative to. */
  readonly baseUrl: string;
  hasGesture(): boolean;
  /** The caller's signal joined with the router's life. */
  withLife(signal: AbortSignal | undefined): AbortSignal;
  onProgress(progress: LoadProgress): void;
  calibrate(
    model: CalibratedModel,
    onProgress: (progress: CalibrationProgress) => void,
    signal: AbortSignal,
  ): Promise<MeasuredAbility>;
}

/** `router.models` over the models of this browser. What fetches anything needs a person's gesture at the call. */
export function createRouterModels(parts: RouterModelsParts): RouterModels {
  const { models, withLife, baseUrl } = parts;
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
      const ends = await begin(parts, id, options);
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
      const ends = await begin(parts, id, options);
      await models.load(id, told(options), ends);
    },
    unload: () => models.unload(),
    async add(model) {
      const taken = models.cards().map(({ id }) => id);
      models.add(customEntry(model, taken, baseUrl));
    },
    addFile: (file, options = {}) => models.addFile(file, told(options), withLife(options.signal)),
    async calibrate(id, { signal, onProgress = () => {} } = {}) {
      const ends = withLife(signal);
      ends.throwIfAborted();
      const measured = await parts.calibrate(await calibrated(models, id), onProgress, ends);
      models.setMeasured(id, measured);
      return measured;
    },
    async allowBrowserModel(isAllowed) {
      models.allowBrowserModel(isAllowed);
    },
    persist: () => persistStorage(),
    onNotice: (listener) => models.onNotice(listener),
  };
}

/** `router.load`: the best model that is here now, or the starter where a person has just asked for it. */
export async function loadBest(
  {
    models,
    hasGesture,
    onProgress,
  }: Pick<RouterModelsParts, "models" | "hasGesture" | "onProgress">,
  signal: AbortSignal,
): Promise<void> {
  const mayFetch = hasGesture();
  await models.look();
  const best = bestModel(models.cards(), models.states());
  if (best === null) throw new RouterError("model_unknown", "No model can run in this browser.");
  if (best.readiness === "downloadable" && !mayFetch) throw needsGesture();
  await models.load(best.model, onProgress, signal);
}

/** The signal of a call that may fetch. The gesture counts at the call: it is over once anything was awaited. */
async function begin(
  { models, withLife, hasGesture }: RouterModelsParts,
  id: string,
  { signal }: ModelCallOptions,
): Promise<AbortSignal> {
  const ends = withLife(signal);
  ends.throwIfAborted();
  if (!hasGesture() && !isHere(await offerOf(models, id))) throw needsGesture();
  return ends;
}

/** True where nothing has to be fetched. One that nobody knows is told by the call itself. */
function isHere(offer: ModelOffer | undefined): boolean {
  if (offer === undefined || offer.engine === "prompt-api") return true;
  return offer.stored === "stored" || offer.stored === "outdated";
}

async function calibrated(models: LocalModels, id: string): Promise<CalibratedModel> {
  const offer = await offerOf(models, id);
  const card = models.cards().find((each) => each.id === id);
  if (offer === undefined)
    throw new RouterError("model_unknown", `There is no device model ${id}.`);
  if (card === undefined || !isHere(offer))
    throw new RouterError("model_not_downloaded", "Only a model on this device can be measured.");
  return { card, revision: offer.revision };
}

async function offerOf(models: LocalModels, id: string): Promise<ModelOffer | undefined> {
  return (await models.offers()).find((each) => each.id === id);
}

function needsGesture(): RouterError {
  return new RouterError(
    "model_not_downloaded",
    "The model is not on this device, and a download begins only when a person asks for it.",
  );
}

import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { MeasuredAbility, WhyNot } from "../terms/model-offer.ts";
import type { Readiness } from "../terms/situation.ts";
import type { DeviceFit } from "./device-fit.ts";
import type { KeptModels } from "./kept-models.ts";
import type { ModelLoader } from "./model-loader.ts";
import type { ModelShelf } from "./model-shelf.ts";
import { recommendedModels } from "./recommended-model.ts";

export interface ModelStandingOptions {
  readonly shelf: ModelShelf;
  readonly fit: DeviceFit;
  readonly kept: KeptModels;
  readonly loader: ModelLoader;
  /** True while a model rests after faults. */
  isResting(model: string): boolean;
}

/** The same on every tier. */
const STARTER = recommendedModels("minimal", [], []).starter;

/** How one model stands now: whether it can run, whether it is here, and what is missing until it answers. */
export class ModelStanding {
  readonly #options: ModelStandingOptions;

  constructor(options: ModelStandingOptions) {
    this.#options = options;
  }

  /** Null where the model can run. */
  whyNot(entry: CatalogueEntry): WhyNot | null {
    const { id } = entry.card;
    const { shelf, fit, loader, isResting } = this.#options;
    if (loader.isLoaded(id)) return null;
    if (isResting(id)) return { reason: "device_lost_too_often" };
    // Of a whole model nothing is missing, though its catalogue may have expected a little more.
    const storedBytes = shelf.isWhole(id) ? entry.bytes : shelf.storedBytesOf(id);
    return fit.whyNot(entry, storedBytes);
  }

  readinessOf(entry: CatalogueEntry): Readiness {
    if (this.#options.loader.isLoaded(entry.card.id)) return "ready";
    if (this.whyNot(entry) !== null) return "unavailable";
    return this.isHere(entry) ? "loadable" : "downloadable";
  }

  isStarter({ card }: CatalogueEntry): boolean {
    return card.id === STARTER;
  }

  /** Nothing has to be downloaded. */
  isHere({ card, source }: CatalogueEntry): boolean {
    const { shelf, fit } = this.#options;
    return source.kind === "browser" ? fit.browserModel === "available" : shelf.isWhole(card.id);
  }

  /** True for what is here, for the starter, and for the browser's model once it is allowed. */
  mayBeChosen(entry: CatalogueEntry): boolean {
    const { fit, loader } = this.#options;
    if (entry.source.kind === "browser") return fit.isBrowserModelAllowed;
    return this.isStarter(entry) || this.isHere(entry) || loader.isLoaded(entry.card.id);
  }

  /** Milliseconds from the store, in place of what is loaded now; 0 where it is loaded itself. */
  loadMs({ card }: CatalogueEntry): number {
    const { loader } = this.#options;
    return loader.isLoaded(card.id) ? 0 : loader.expectedMs(card.id);
  }

  /**
   * Milliseconds for the rest of the download, at the speed measured here, or as the browser tells it, or as given; null
   * where none is known.
   */
  downloadMs(entry: CatalogueEntry, otherwiseBytesPerSecond: number | null): number | null {
    if (this.isHere(entry)) return 0;
    const { shelf, kept, fit } = this.#options;
    const told = kept.downloadBytesPerSecond() ?? fit.known?.downlinkBytesPerSecond ?? null;
    const bytesPerSecond = told ?? otherwiseBytesPerSecond;
    if (bytesPerSecond === null) return null;
    const { id } = entry.card;
    const missing = Math.max(0, shelf.bytesOf(id) - shelf.storedBytesOf(id));
    return (missing / bytesPerSecond) * 1_000;
  }

  /** What a calibration run found of the very revision that answers now. */
  measuredOf({ card }: CatalogueEntry): MeasuredAbility | undefined {
    const { kept, shelf } = this.#options;
    const { measured } = kept.model(card.id);
    return measured?.revision === shelf.revisionOf(card.id) ? measured.ability : undefined;
  }
}

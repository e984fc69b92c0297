import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceTier } from "../terms/device-report.ts";
import type { ModelOffer, StoredState } from "../terms/model-offer.ts";
import type { ModelPaces } from "./model-paces.ts";
import type { ModelShelf } from "./model-shelf.ts";
import type { ModelStanding } from "./model-standing.ts";
import { recommendedModels } from "./recommended-model.ts";

export interface ModelOffersParts {
  readonly shelf: ModelShelf;
  readonly standing: ModelStanding;
  readonly paces: ModelPaces;
}

/** Every model of the catalogue as a device of this tier sees it. `languages`: BCP 47, best first. */
export function offersOf(
  parts: ModelOffersParts,
  tier: DeviceTier,
  languages: readonly string[],
): readonly ModelOffer[] {
  const entries = parts.shelf.entries();
  const able = entries.filter((entry) => parts.standing.whyNot(entry) === null);
  const { recommended } = recommendedModels(tier, languages, able);
  return entries.map((entry) => offerOf(entry, entry.card.id === recommended, parts));
}

function offerOf(
  entry: CatalogueEntry,
  isRecommended: boolean,
  { shelf, standing, paces }: ModelOffersParts,
): ModelOffer {
  const { card, engine, licence } = entry;
  const { id, name, languages } = card;
  const hashSource = shelf.hashSourceOf(id);
  const measured = standing.measuredOf(entry);
  const { tokensPerSecond } = paces.figuresOf(entry);
  return {
    id,
    name,
    engine,
    licence,
    languages,
    revision: shelf.revisionOf(id),
    bytes: shelf.bytesOf(id),
    storedBytes: shelf.storedBytesOf(id),
    stored: storedOf(entry, shelf, standing),
    ...(hashSource !== undefined && { hashSource }),
    isLoaded: standing.readinessOf(entry) === "ready",
    isRecommended,
    isStarter: standing.isStarter(entry),
    whyNot: standing.whyNot(entry),
    expectedDownloadMs: standing.downloadMs(entry, null),
    expectedLoadMs: standing.loadMs(entry),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(measured !== undefined && { measured }),
  };
}

/** The browser keeps its own model. */
function storedOf(entry: CatalogueEntry, shelf: ModelShelf, standing: ModelStanding): StoredState {
  if (entry.source.kind !== "browser") return shelf.stateOf(entry.card.id);
  return standing.isHere(entry) ? "stored" : "absent";
}

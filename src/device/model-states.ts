import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { DeviceModelState } from "../terms/situation.ts";
import type { ModelPaces } from "./model-paces.ts";
import type { ModelShelf } from "./model-shelf.ts";
import type { ModelStanding } from "./model-standing.ts";
import type { ModelTurns } from "./model-turns.ts";

export interface ModelStatesParts {
  readonly shelf: ModelShelf;
  readonly standing: ModelStanding;
  readonly turns: ModelTurns;
  readonly paces: ModelPaces;
}

/** Before anything was downloaded and where the browser does not tell: a slow home connection. */
const EXPECTED_BYTES_PER_SECOND = 3e6;

/** The models that may be chosen now as they stand, in the order of the catalogue. */
export function statesOf(parts: ModelStatesParts): readonly DeviceModelState[] {
  return chosen(parts).map((entry) => stateOf(entry, parts));
}

/**
 * Cards of the same models. Ability counts as measured only on the scale of this classifier. Speeds are told by the states
 * alone: a card that changed with every answer would make every decision a new one.
 */
export function cardsOf(
  parts: Pick<ModelStatesParts, "shelf" | "standing">,
  classifier: string,
): readonly ModelCard[] {
  return chosen(parts).map((entry) => {
    const measured = parts.standing.measuredOf(entry);
    if (measured?.classifier !== classifier) return entry.card;
    const date = new Date(measured.measuredAt).toISOString().slice(0, 10);
    const { ability, tokensPerSecond } = measured;
    return {
      ...entry.card,
      ability,
      abilitySource: `measured on this device, ${date}`,
      pace: { ...entry.card.pace, tokensPerSecond },
    };
  });
}

function chosen({
  shelf,
  standing,
}: Pick<ModelStatesParts, "shelf" | "standing">): readonly CatalogueEntry[] {
  return shelf.entries().filter((entry) => standing.mayBeChosen(entry));
}

function stateOf(entry: CatalogueEntry, parts: ModelStatesParts): DeviceModelState {
  const { standing, turns, paces } = parts;
  const { id } = entry.card;
  const downloadMs = standing.downloadMs(entry, EXPECTED_BYTES_PER_SECOND) ?? 0;
  const loadMs = standing.loadMs(entry);
  const whyNot = standing.whyNot(entry);
  return {
    model: id,
    readiness: standing.readinessOf(entry),
    expectedLoadMs: loadMs === 0 ? 0 : loadMs + downloadMs,
    expectedWaitMs: turns.expectedWaitMs(id),
    ...paces.figuresOf(entry),
    ...(whyNot !== null && { whyNot }),
  };
}

import type { ModelCard } from "../terms/model-card.ts";
import type { DeviceModelState, Readiness } from "../terms/situation.ts";

const ORDER: readonly Readiness[] = ["ready", "loadable", "downloadable"];

/**
 * The model to have ready before anything is known of a request: the one that is loaded, otherwise the ablest that is here,
 * otherwise the first that could be fetched. Null where none can run.
 */
export function bestModel(
  cards: readonly ModelCard[],
  states: readonly DeviceModelState[],
): { readonly model: string; readonly readiness: Readiness } | null {
  for (const readiness of ORDER) {
    const able = cards.filter(({ id }) =>
      states.some((state) => state.model === id && state.readiness === readiness),
    );
    const [best] = readiness === "downloadable" ? able : able.toSorted(byAbility);
    if (best !== undefined) return { model: best.id, readiness };
  }
  return null;
}

function byAbility(one: ModelCard, other: ModelCard): number {
  return (other.ability[0]?.mean ?? 0) - (one.ability[0]?.mean ?? 0);
}

import type { RatedModel } from "./expected-quality.ts";
import knownAbilities from "./known-abilities.json" with { type: "json" };
import { knownAbilityOf } from "./known-ability.ts";

/** A model whose ability is known, by the id that names it. */
export interface KnownCard extends RatedModel {
  readonly id: string;
}

/** Every model whose ability was fitted from graded answers, in the order of the file. */
export function knownCards(): readonly KnownCard[] {
  return knownAbilities.models.map(({ id, ability }) => ({ id, ability }));
}

/** What is known of the model with this id, as `knownAbilityOf` finds it. Null where nothing is. */
export function knownCardOf(id: string): KnownCard | null {
  const known = knownAbilityOf(id);
  return known === null ? null : { id, ability: known.ability };
}

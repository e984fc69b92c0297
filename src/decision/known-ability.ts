import type { Measured } from "../terms/estimate.ts";
import { UNKNOWN_ABILITY } from "./expected-quality.ts";
import knownAbilities from "./known-abilities.json" with { type: "json" };
import { modelName, undatedName } from "./model-name.ts";

/** A model whose ability was fitted from graded answers. */
export interface KnownAbility {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Regular expression over the whole of what `modelName` makes of an id. */
  readonly idPattern: string;
  /** One per dimension of the shipped classifier, in logits. */
  readonly ability: readonly Measured[];
  /** Which answers it was fitted from, for people. */
  readonly source: string;
}

/**
 * The ability figures for a model's id. A date, "latest" or a provider may differ, nothing else: null for
 * "gpt-4o-ultra", however well "gpt-4o" is known.
 */
export function knownAbilityOf(id: string): KnownAbility | null {
  const name = modelName(id);
  return named(name) ?? named(undatedName(name));
}

function named(name: string): KnownAbility | null {
  const { models } = knownAbilities;
  return models.find(({ idPattern }) => new RegExp(`^(?:${idPattern})$`).test(name)) ?? null;
}

/**
 * What is believed of a model that nobody has graded: in every dimension the mean and spread of the models the scale
 * was made of.
 */
export function unknownAbility(): readonly Measured[] {
  return (knownAbilities.models[0]?.ability ?? []).map(() => UNKNOWN_ABILITY);
}

import { knownAbilityOf, unknownAbility } from "../decision/known-ability.ts";
import type { Measured } from "../terms/estimate.ts";

/** Ability figures and where they come from, as a card has them. */
export interface ExpectedAbility {
  readonly ability: readonly Measured[];
  readonly abilitySource: string;
}

/**
 * General ability in logits by billions of parameters: the least-squares line through the graded models of at most 10
 * billion in known-abilities.json and the measured SmolLM2; a test fits it again.
 */
const AT_ONE_BILLION = -1.66;
const PER_TENFOLD = 0.99;
/** What quantisation may have changed of a figure that was fitted on unquantised answers. An assumption. */
const QUANTISATION_SD = 0.3;

/**
 * What is believed of a model before this device has measured it. Where its answers were graded (`knownAs` names it in
 * known-abilities.json) that figure, with room for what quantisation changed; otherwise the mean for its size, as wide as
 * for any model that nobody has graded.
 */
export function expectedAbility(parameters: number, knownAs: string | undefined): ExpectedAbility {
  const known = knownAs === undefined ? null : knownAbilityOf(knownAs);
  if (known === null) return bySize(parameters);
  return {
    ability: known.ability.map(({ mean, sd }) => ({ mean, sd: Math.hypot(sd, QUANTISATION_SD) })),
    abilitySource: `${known.source}; before quantisation`,
  };
}

function bySize(parameters: number): ExpectedAbility {
  const billions = parameters / 1e9;
  const mean = AT_ONE_BILLION + PER_TENFOLD * Math.log10(billions);
  const [general, ...others] = unknownAbility();
  const ability = general === undefined ? [] : [{ ...general, mean }, ...others];
  return {
    ability,
    abilitySource: `expected of ${billions.toFixed(2)} billion parameters, not measured`,
  };
}

import knownAbilities from "../decision/known-abilities.json" with { type: "json" };
import type { CloudModelOptions, CloudOptions } from "../router.ts";
import type { Measured } from "../terms/estimate.ts";
import type { ModelCard, Pace, Price } from "../terms/model-card.ts";
import { checkCloudOptions } from "./check-cloud-options.ts";
import { destinationOf } from "./destination-of.ts";

/** What is believed of a cloud model that nobody has measured: as able as a small model of 2024, and hardly known. */
const UNKNOWN_ABILITY: Measured = { mean: 1.5, sd: 1 };
/** A caller who gives an ability is believed to within half a logit. */
const TOLD_ABILITY_SD = 0.5;
/** Chosen to be near what hosted models do; replaced by what is measured once they have answered. */
const PACE: Pace = { firstTokenMs: 800, promptTokensPerSecond: 5000, tokensPerSecond: 60 };
const FREE: Price = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "unknown" };
const LANGUAGES = ["en", "ko", "ja", "zh", "de", "fr", "es", "pt", "ru", "ar", "hi"];

/**
 * Cards for the models of an endpoint; `pageUrl` resolves a relative base URL. Fails with `options_invalid`, naming what
 * is wrong: the URL, no models, an id twice, an id that means a place, a header, or a number.
 */
export function cloudCards(options: CloudOptions, pageUrl: string): readonly ModelCard[] {
  checkCloudOptions(options);
  const destination = destinationOf(options.baseUrl, pageUrl);
  return options.models.map((each) => cardOf(each, destination));
}

function cardOf(options: CloudModelOptions, destination: string): ModelCard {
  const { ability, source } = abilityOf(options);
  return {
    id: options.id,
    name: options.name ?? options.id.split("/").at(-1) ?? options.id,
    place: "cloud",
    contextTokens: options.contextTokens ?? 128_000,
    maxAnswerTokens: options.maxAnswerTokens ?? 4096,
    capabilities: options.capabilities ?? ["tools", "schema", "logprobs"],
    languages: LANGUAGES,
    ability: [ability],
    abilitySource: source,
    price: options.price ?? FREE,
    pace: PACE,
    efforts: options.efforts ?? [],
    destination,
  };
}

function abilityOf({ id, ability }: CloudModelOptions): {
  readonly ability: Measured;
  readonly source: string;
} {
  if (ability !== undefined)
    return { ability: { mean: ability, sd: TOLD_ABILITY_SD }, source: "given by the page" };
  const known = knownAbilities.find(({ idPattern }) => new RegExp(idPattern, "i").test(id));
  if (known === undefined) return { ability: UNKNOWN_ABILITY, source: "not measured" };
  return { ability: { mean: known.mean, sd: known.sd }, source: known.source };
}

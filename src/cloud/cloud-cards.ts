import { knownAbilityOf, unknownAbility } from "../decision/known-ability.ts";
import { isOnThisMachine } from "../decision/on-this-machine.ts";
import type { CloudModelOptions, CloudOptions } from "../router.ts";
import type { Measured } from "../terms/estimate.ts";
import type { ModelCard, Pace, Price } from "../terms/model-card.ts";
import type { Demand } from "../terms/query.ts";
import { checkCloudOptions } from "./check-cloud-options.ts";
import { destinationOf } from "./destination-of.ts";
import { effortLevels } from "./effort-levels.ts";
import { knownModelOf, type KnownModel } from "./known-model.ts";

/** The part of a card that the public table may know. */
type Start = Pick<
  ModelCard,
  "contextTokens" | "maxAnswerTokens" | "capabilities" | "price" | "efforts"
>;

/** A caller who gives an ability as one number is believed to within half a logit. */
const TOLD_ABILITY_SD = 0.5;
/** Chosen to be near what hosted models do; replaced by what is measured once they have answered. */
const PACE: Pace = { firstTokenMs: 800, promptTokensPerSecond: 5000, tokensPerSecond: 60 };
const FREE: Price = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "unknown" };
/** Every language that the classifier or the script of a text can tell: hosted models answer in all of them. */
const LANGUAGES = "en ko ja zh ru ar hi de fr es pt it nl pl sv tr vi".split(" ");
/** What is supposed of a model that the public table does not know. */
const UNKNOWN_MODEL: Start = {
  contextTokens: 128_000,
  maxAnswerTokens: 4096,
  capabilities: ["tools", "schema", "logprobs"],
  price: FREE,
  efforts: [],
};

/**
 * Cards for the models of an endpoint; `pageUrl` resolves a relative base URL. A card starts from what is known of the
 * model by its id, and what the page gives comes first. Fails with `options_invalid`, naming what is wrong: the URL, no
 * models, an id twice, an id that means a place, a header, or a number.
 */
export function cloudCards(options: CloudOptions, pageUrl: string): readonly ModelCard[] {
  checkCloudOptions(options);
  const destination = destinationOf(options.baseUrl, pageUrl);
  return options.models.map((each) => cardOf(each, destination));
}

function cardOf(options: CloudModelOptions, destination: string): ModelCard {
  const known = knownModelOf(options.id);
  const start = startOf(known, destination);
  return {
    id: options.id,
    name: options.name ?? options.id.split("/").at(-1) ?? options.id,
    place: "cloud",
    contextTokens: options.contextTokens ?? start.contextTokens,
    maxAnswerTokens: options.maxAnswerTokens ?? start.maxAnswerTokens,
    capabilities: options.capabilities ?? start.capabilities,
    languages: LANGUAGES,
    ...abilityOf(options, known),
    price: options.price ?? start.price,
    pace: PACE,
    efforts: options.efforts ?? start.efforts,
    destination,
  };
}

/** What a card says where the page says nothing. */
function startOf(known: KnownModel | null, destination: string): Start {
  if (known === null) return UNKNOWN_MODEL;
  return {
    contextTokens: known.contextTokens,
    maxAnswerTokens: known.maxAnswerTokens ?? UNKNOWN_MODEL.maxAnswerTokens,
    capabilities: capabilitiesOf(known),
    // An open model on this machine is the person's own and costs nothing; a closed one there is behind a proxy.
    price: known.isOpen && isOnThisMachine(destination) ? FREE : known.price,
    efforts: effortLevels(known.efforts),
  };
}

/** The table is silent on log-probabilities; of open models it lists less than their servers do. */
function capabilitiesOf({ capabilities, isOpen }: KnownModel): readonly Demand[] {
  const assumed: readonly Demand[] = isOpen ? UNKNOWN_MODEL.capabilities : ["logprobs"];
  return [...new Set([...capabilities, ...assumed])];
}

function abilityOf(
  options: CloudModelOptions,
  known: KnownModel | null,
): Pick<ModelCard, "ability" | "abilitySource"> {
  const graded = knownAbilityOf(options.id);
  const ability = graded?.ability ?? unknownAbility();
  const abilitySource = sourceOf(options, graded?.source ?? "not measured", known);
  return { ability: toldAbility(options.ability, ability), abilitySource };
}

/** One number is the first, general dimension; what is not told stays as it is known. */
function toldAbility(
  told: CloudModelOptions["ability"],
  known: readonly Measured[],
): readonly Measured[] {
  if (told === undefined) return known;
  return typeof told === "number" ? [{ mean: told, sd: TOLD_ABILITY_SD }, ...known.slice(1)] : told;
}

function sourceOf(options: CloudModelOptions, graded: string, known: KnownModel | null): string {
  const source = options.ability === undefined ? graded : "given by the page";
  const isEffortAssumed = options.efforts === undefined && (known?.efforts.length ?? 0) > 0;
  return isEffortAssumed ? `${source}; what an effort adds is not measured` : source;
}

import * as v from "valibot";
import knownAbilities from "../decision/known-abilities.json" with { type: "json" };
import { RouterError } from "../router-error.ts";
import type { CloudModelOptions, CloudOptions } from "../router.ts";
import type { Measured } from "../terms/estimate.ts";
import type { ModelCard, Pace, Price } from "../terms/model-card.ts";

/** What is believed of a cloud model that nobody has measured: as able as a small model of 2024, and hardly known. */
const UNKNOWN_ABILITY: Measured = { mean: 1.5, sd: 1 };
/** A caller who gives an ability is believed to within half a logit. */
const TOLD_ABILITY_SD = 0.5;
/** Chosen to be near what hosted models do; replaced by what is measured once they have answered. */
const PACE: Pace = { firstTokenMs: 800, promptTokensPerSecond: 5000, tokensPerSecond: 60 };
const FREE: Price = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "unknown" };
const LANGUAGES = ["en", "ko", "ja", "zh", "de", "fr", "es", "pt", "ru", "ar", "hi"];
const RESERVED_IDS = ["auto", "device", "cloud"];

const id = v.pipe(v.string(), v.minLength(1), v.notValues(RESERVED_IDS));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const model = v.looseObject({
  id,
  contextTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  ability: v.optional(v.pipe(v.number(), v.finite())),
  price: v.optional(
    v.looseObject({ inputUsdPerMillionTokens: amount, outputUsdPerMillionTokens: amount }),
  ),
});
const cloudOptions = v.looseObject({
  baseUrl: v.pipe(v.string(), v.minLength(1)),
  models: v.pipe(v.array(model), v.minLength(1)),
  apiKey: v.optional(v.string()),
  getToken: v.optional(v.function()),
  credentials: v.optional(v.picklist(["omit", "include"])),
});

/**
 * Cards for the models of an endpoint; `pageUrl` resolves a relative base URL. Fails with `options_invalid`, naming what
 * is wrong: the URL, no models, an id twice, or an id that means a place.
 */
export function cloudCards(options: CloudOptions, pageUrl: string): readonly ModelCard[] {
  const result = v.safeParse(cloudOptions, options, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw invalid(`The option "cloud.${v.getDotPath(issue) ?? ""}" is wrong: ${issue.message}.`);
  }
  const destination = destinationOf(options.baseUrl, pageUrl);
  const ids = options.models.map((each) => each.id);
  const twice = ids.find((each, index) => ids.indexOf(each) !== index);
  if (twice !== undefined) throw invalid(`The model "${twice}" is listed twice.`);
  return options.models.map((each) => cardOf(each, destination));
}

/** The URL that requests to this base are posted to. Fails with `options_invalid`. */
function destinationOf(baseUrl: string, pageUrl: string): string {
  const url = URL.parse(`${baseUrl.replace(/\/+$/, "")}/chat/completions`, pageUrl);
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw invalid(`The option "cloud.baseUrl" is not a web address: ${baseUrl}`);
  if (url.username !== "" || url.password !== "")
    throw invalid('The option "cloud.baseUrl" holds a password; use apiKey or getToken.');
  return url.href;
}

function cardOf(options: CloudModelOptions, destination: string): ModelCard {
  const known = knownAbilities.find(({ idPattern }) => new RegExp(idPattern, "i").test(options.id));
  const told = options.ability;
  return {
    id: options.id,
    name: options.name ?? options.id.split("/").at(-1) ?? options.id,
    place: "cloud",
    contextTokens: options.contextTokens ?? 128_000,
    maxAnswerTokens: options.maxAnswerTokens ?? 4096,
    capabilities: options.capabilities ?? ["tools", "schema", "logprobs"],
    languages: LANGUAGES,
    ability: [
      told === undefined
        ? known === undefined
          ? UNKNOWN_ABILITY
          : { mean: known.mean, sd: known.sd }
        : { mean: told, sd: TOLD_ABILITY_SD },
    ],
    abilitySource: told === undefined ? (known?.source ?? "not measured") : "given by the page",
    price: options.price ?? FREE,
    pace: PACE,
    efforts: options.efforts ?? [],
    destination,
  };
}

function invalid(sentence: string): RouterError {
  return new RouterError("options_invalid", sentence);
}

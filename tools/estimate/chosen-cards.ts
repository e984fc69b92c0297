import { existsSync, readFileSync } from "node:fs";
import { knownCardOf, knownCards, type KnownCard } from "../../src/decision/known-cards.ts";
import { DEVICE_CARDS } from "../../src/device/device-cards.ts";
import type { Measured } from "../../src/terms/estimate.ts";
import type { Classifier } from "../classifier/open-classifier.ts";
import { Refusal } from "../set-up/refusal.mjs";

/**
 * The cards whose quality is estimated: those named, each an id or the file of a card; every known one where none is
 * named. Fails with a `Refusal` that names what is wrong with a card.
 */
export function chosenCards(
  names: readonly string[],
  classifier: Pick<Classifier, "version" | "dimensions">,
): readonly KnownCard[] {
  const cards = names.length === 0 ? everyCard() : names.map((name) => cardNamed(name, classifier));
  const twice = cards.find(({ id }, at) => cards.findIndex((card) => card.id === id) < at);
  if (twice === undefined) return cards;
  throw new Refusal(`Two cards are called "${twice.id}": give one of them another id.`);
}

/** A model that runs here is known twice: its own card comes first, since it names the languages. */
function everyCard(): readonly KnownCard[] {
  const others = knownCards().filter(({ id }) => DEVICE_CARDS.every((card) => card.id !== id));
  return [...DEVICE_CARDS, ...others];
}

function cardNamed(
  name: string,
  classifier: Pick<Classifier, "version" | "dimensions">,
): KnownCard {
  if (name.endsWith(".json") || existsSync(name)) return readCard(name, classifier);
  const known = DEVICE_CARDS.find(({ id }) => id === name) ?? knownCardOf(name);
  if (known !== null) return known;
  const ids = everyCard().map(({ id }) => id);
  throw new Refusal(
    `There is no card "${name}": name a file, or one of the known models (${ids.join(", ")}).`,
  );
}

function readCard(
  path: string,
  { version, dimensions }: Pick<Classifier, "version" | "dimensions">,
): KnownCard {
  const { id, ability, languages, classifier } = parse(path);
  if (typeof id !== "string" || id === "") throw new Refusal(`The card ${path} has no "id".`);
  if (!Array.isArray(ability) || ability.length !== dimensions || !ability.every(isMeasured)) {
    throw new Refusal(
      `The card ${path} needs an "ability" of ${dimensions} {"mean", "sd"}, one per dimension of ${version}.`,
    );
  }
  if (typeof classifier === "string" && classifier !== version) {
    console.error(
      `The card ${path} was fitted on ${classifier}, and this is ${version}: fit it again for exact figures.`,
    );
  }
  if (languages === undefined) return { id, ability };
  if (Array.isArray(languages) && languages.every((each) => typeof each === "string")) {
    return { id, ability, languages };
  }
  throw new Refusal(`The "languages" of the card ${path} must be a list of codes like "en".`);
}

function parse(path: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Refusal(`The card ${path} cannot be read as JSON.`, { cause });
  }
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw new Refusal(`The card ${path} is no JSON object.`);
}

function isMeasured(value: unknown): value is Measured {
  if (typeof value !== "object" || value === null) return false;
  const { mean, sd } = value as Partial<Measured>;
  return Number.isFinite(mean) && typeof sd === "number" && sd >= 0 && sd < Infinity;
}

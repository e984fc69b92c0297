import { modelName, undatedName } from "../decision/model-name.ts";
import type { Price } from "../terms/model-card.ts";
import type { Effort } from "../terms/place.ts";
import type { Demand } from "../terms/query.ts";
import knownPrices from "./known-prices.json" with { type: "json" };

/** What the public table says of a model. */
export interface KnownModel {
  /** Dated as the table is. */
  readonly price: Price;
  readonly contextTokens: number;
  /** Null where the table does not say. */
  readonly maxAnswerTokens: number | null;
  readonly capabilities: readonly Demand[];
  /** Values of `reasoning_effort` that its maker's endpoint takes, least first. */
  readonly efforts: readonly Effort[];
  /** Its weights are open: hosts differ, and the figures are the most cautious of several. */
  readonly isOpen: boolean;
}

/** A line of known-prices.json, as tools/prices/read-price-table.ts writes it. */
type Row = readonly [
  name: string,
  input: number,
  output: number,
  contextTokens: number,
  maxAnswerTokens: number | null,
  capabilities: readonly Demand[],
  efforts: readonly Effort[],
];

// The type of a JSON module knows no tuples.
const MODELS = knownPrices.models as unknown as readonly Row[];
const OPEN_MODELS = knownPrices.openModels as unknown as readonly Row[];

/**
 * What the table says of the model with this id. A date, "latest" or a provider may differ, nothing else: null for
 * "gpt-4o-ultra", since no price of another model is a guess at its own.
 */
export function knownModelOf(id: string): KnownModel | null {
  const name = modelName(id);
  const undated = undatedName(name);
  for (const each of [name, undated, `${undated}-latest`]) {
    const known = find(MODELS, each, false) ?? find(OPEN_MODELS, each, true);
    if (known !== null) return known;
  }
  return null;
}

function find(rows: readonly Row[], name: string, isOpen: boolean): KnownModel | null {
  const row = rows.find(([each]) => modelName(each) === name);
  if (row === undefined) return null;
  const [, input, output, contextTokens, maxAnswerTokens, capabilities, efforts] = row;
  return {
    price: {
      inputUsdPerMillionTokens: input,
      outputUsdPerMillionTokens: output,
      asOf: knownPrices.asOf,
    },
    contextTokens,
    maxAnswerTokens,
    capabilities,
    efforts,
    isOpen,
  };
}

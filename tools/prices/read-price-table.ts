import { modelName, undatedName } from "../../src/decision/model-name.ts";
import type { Effort } from "../../src/terms/place.ts";
import type { Demand } from "../../src/terms/query.ts";
import { readEfforts, type EffortFields } from "./read-efforts.ts";
import { HOSTS, LEFT_OUT, MAKERS, RESOLD } from "./providers.ts";

/** What is read of one model in LiteLLM's table; costs in US dollars per token. */
export interface TableEntry extends EffortFields {
  readonly mode?: string;
  readonly input_cost_per_token?: number;
  readonly output_cost_per_token?: number;
  readonly max_input_tokens?: number;
  readonly max_output_tokens?: number;
  readonly supported_endpoints?: readonly string[];
  readonly supports_function_calling?: boolean;
  readonly supports_response_schema?: boolean;
  readonly supports_vision?: boolean;
  /** ISO date from which the provider no longer serves it. */
  readonly deprecation_date?: string;
}

/** One model of known-prices.json; prices in US dollars per million tokens. */
export type PriceRow = readonly [
  name: string,
  input: number,
  output: number,
  contextTokens: number,
  maxAnswerTokens: number | null,
  capabilities: readonly Demand[],
  efforts: readonly Effort[],
];

/** What a model can do, and the field that says so. The table is silent on log-probabilities. */
const CAPABILITIES = [
  ["tools", "supports_function_calling"],
  ["schema", "supports_response_schema"],
  ["images", "supports_vision"],
] as const;

interface Listed {
  /** As `modelName` spells it. */
  readonly name: string;
  readonly provider: string;
  readonly row: PriceRow;
  readonly isRetired: boolean;
}

/**
 * What cards need of the chat models in the table, sorted by name: those of makers at their own price, and the open
 * ones with the most cautious figures of the hosts that are read (dearest, shortest). `asOf` is the table's date: what
 * was retired by then is left out, and so is a dated name that says the same as its undated one.
 */
export function readPriceTable(
  table: Readonly<Record<string, TableEntry>>,
  asOf: string,
): { readonly models: readonly PriceRow[]; readonly openModels: readonly PriceRow[] } {
  const made = new Map<string, Listed>();
  const hosted = new Map<string, Listed>();
  for (const [key, entry] of Object.entries(table)) {
    const listed = listedOf(key, entry, asOf);
    if (listed === null) continue;
    const { name } = listed;
    if (isByItsMaker(listed)) made.set(name, made.get(name) ?? listed);
    if (isOpenAtHost(listed)) hosted.set(name, cautious(hosted.get(name) ?? listed, listed));
  }
  const models = current(made);
  for (const { name } of models) hosted.delete(name);
  return { models: rowsOf(models), openModels: rowsOf(current(hosted)) };
}

/** Null for what is no chat model, and without a price or a context; a price of nothing is a trial's, not the model's. */
function listedOf(key: string, entry: TableEntry, asOf: string): Listed | null {
  const name = modelName(key);
  const row = rowOf(key, entry);
  if (!isChat(entry) || LEFT_OUT.test(name) || row === null) return null;
  const isRetired = entry.deprecation_date !== undefined && entry.deprecation_date <= asOf;
  return { name, provider: entry.litellm_provider ?? "", row, isRetired };
}

function isByItsMaker({ name, provider }: Listed): boolean {
  return MAKERS[provider]?.test(name) ?? false;
}

function isOpenAtHost({ name, provider, isRetired }: Listed): boolean {
  return HOSTS.has(provider) && !RESOLD.test(name) && !isRetired;
}

function isChat({ mode, supported_endpoints: endpoints }: TableEntry): boolean {
  return mode === "chat" && (endpoints?.includes("/v1/chat/completions") ?? true);
}

function rowOf(key: string, entry: TableEntry): PriceRow | null {
  const input = perMillion(entry.input_cost_per_token);
  const output = perMillion(entry.output_cost_per_token);
  const context = entry.max_input_tokens ?? 0;
  if (input + output === 0 || context === 0) return null;
  const capabilities = CAPABILITIES.filter(([, field]) => entry[field] === true);
  const name = (key.split("/").at(-1) ?? key).toLowerCase();
  const longest = entry.max_output_tokens ?? null;
  const can = capabilities.map(([demand]) => demand);
  return [name, input, output, context, longest, can, readEfforts(name, entry)];
}

/** Six digits are more than any price has, and less than what multiplying adds. */
function perMillion(usdPerToken = 0): number {
  return Number((usdPerToken * 1e6).toPrecision(6));
}

/** One model at two hosts. What one of them does not say it can do, the other may: that is joined. */
function cautious(one: Listed, other: Listed): Listed {
  const [name, input, output, context, longest, can] = one.row;
  const [, input2, output2, context2, longest2, can2] = other.row;
  const demands = CAPABILITIES.map(([demand]) => demand);
  const row: PriceRow = [
    name,
    Math.max(input, input2),
    Math.max(output, output2),
    Math.min(context, context2),
    longest === null || longest2 === null ? (longest ?? longest2) : Math.min(longest, longest2),
    demands.filter((demand) => can.includes(demand) || can2.includes(demand)),
    // Whether an effort is taken is the endpoint's matter, and nobody knows which one it will be.
    [],
  ];
  return { ...one, row };
}

/** A retired date at another price stays: it would be read as its undated name otherwise. */
function current(listed: ReadonlyMap<string, Listed>): readonly Listed[] {
  return [...listed.values()].filter((each) => {
    const undated = listed.get(undatedName(each.name));
    if (undated === undefined || undated === each || undated.isRetired) return !each.isRetired;
    return figures(each.row) !== figures(undated.row);
  });
}

function figures([, ...rest]: PriceRow): string {
  return JSON.stringify(rest);
}

function rowsOf(listed: readonly Listed[]): readonly PriceRow[] {
  return listed.map(({ row }) => row).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

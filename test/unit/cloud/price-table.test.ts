import { expect, test } from "vitest";
import { readPriceTable, type TableEntry } from "../../../tools/prices/read-price-table.ts";

// Made-up figures in the shape of LiteLLM's table.

const AS_OF = "2026-01-31";

function entry(provider: string, more: Partial<TableEntry> = {}): TableEntry {
  return {
    mode: "chat",
    litellm_provider: provider,
    input_cost_per_token: 2.5e-6,
    output_cost_per_token: 1e-5,
    max_input_tokens: 1000,
    max_output_tokens: 100,
    ...more,
  };
}

function namesIn(table: Record<string, TableEntry>): readonly string[] {
  const { models, openModels } = readPriceTable(table, AS_OF);
  return [...models, ...openModels].map(([name]) => name);
}

test("a model is its name without the provider, its price per million tokens, and what it can", () => {
  const able = { supports_vision: true, supports_function_calling: true };
  const table = { "xai/Grok-9.1": entry("xai", { ...able, input_cost_per_token: 3.75e-8 }) };
  expect(readPriceTable(table, AS_OF)).toEqual({
    models: [["grok-9.1", 0.0375, 10, 1000, 100, ["tools", "images"], []]],
    openModels: [],
  });
});

test("the order is by name, whatever the table's order", () => {
  const a = entry("openai");
  const table = { "gpt-b": a, "gpt-a": a, "xai/grok-c": entry("xai") };
  const reversed = Object.fromEntries(Object.entries(table).toReversed());
  expect(namesIn(table)).toEqual(["gpt-a", "gpt-b", "grok-c"]);
  expect(JSON.stringify(readPriceTable(reversed, AS_OF))).toBe(
    JSON.stringify(readPriceTable(table, AS_OF)),
  );
});

const leftOut: readonly [string, string, TableEntry][] = [
  ["is no chat model", "gpt-a", entry("openai", { mode: "embedding" })],
  ["has no price", "gpt-a", { mode: "chat", litellm_provider: "openai", max_input_tokens: 9 }],
  ["is on trial for nothing", "gpt-a", freeOf("openai")],
  ["has no context", "gpt-a", { ...entry("openai"), max_input_tokens: 0 }],
  ["is asked elsewhere", "gpt-a", entry("openai", { supported_endpoints: ["/v1/responses"] })],
  ["was retired", "gpt-a", entry("openai", { deprecation_date: AS_OF })],
  ["is priced by more than tokens", "gpt-a-audio-preview", entry("openai")],
  ["is fine-tuned", "ft:gpt-a", entry("openai")],
  ["is of a provider that is not read", "azure/gpt-a", entry("azure")],
  ["is resold by a maker of others", "mistral/glm-9", entry("mistral")],
  ["is resold by a host", "deepinfra/anthropic/claude-9", entry("deepinfra")],
];
test.each(leftOut)("a model that %s is left out", (_why, key, value) => {
  expect(namesIn({ [key]: value })).toEqual([]);
});

function freeOf(provider: string): TableEntry {
  return entry(provider, { input_cost_per_token: 0, output_cost_per_token: 0 });
}

test("a model that retires later stays", () => {
  expect(namesIn({ "gpt-a": entry("openai", { deprecation_date: "2026-02-01" }) })).toEqual([
    "gpt-a",
  ]);
});

test("a dated name is left out where the undated one says the same", () => {
  const dated = { "gpt-a": entry("openai"), "gpt-a-2025-01-01": entry("openai") };
  expect(namesIn(dated)).toEqual(["gpt-a"]);
  expect(namesIn({ "claude-a-20250101": entry("anthropic") })).toEqual(["claude-a-20250101"]);
});

test("a dated name at another price stays even once retired, or it would be read as the undated one", () => {
  const retired = { input_cost_per_token: 5e-6, deprecation_date: "2025-12-31" };
  const table = { "gpt-a": entry("openai"), "gpt-a-2025-01-01": entry("openai", retired) };
  expect(namesIn(table)).toEqual(["gpt-a", "gpt-a-2025-01-01"]);
});

test("an open model has the most cautious figures of its hosts", () => {
  const cheap = entry("deepinfra", { max_input_tokens: 4000, supports_function_calling: true });
  const dear = entry("nebius", { input_cost_per_token: 3e-6, output_cost_per_token: 4e-6 });
  const { models, openModels } = readPriceTable(
    { "deepinfra/meta-llama/Llama-9-8B": cheap, "nebius/meta-llama/Meta-Llama-9-8B": dear },
    AS_OF,
  );
  expect(models).toEqual([]);
  expect(openModels).toEqual([["llama-9-8b", 3, 10, 1000, 100, ["tools"], []]]);
});

test("what a host does not say of the longest answer is taken from the other", () => {
  const { max_output_tokens: _unsaid, ...silent } = entry("groq");
  const table = { "groq/a": silent, "nebius/a": entry("nebius") };
  expect(readPriceTable(table, AS_OF).openModels[0]?.[4]).toBe(100);
});

test("a maker's price comes before its hosts', unless the maker has retired the model", () => {
  const hosted = { "deepinfra/zai-org/GLM-9": entry("deepinfra", { input_cost_per_token: 9e-6 }) };
  const made = readPriceTable({ ...hosted, "zai/glm-9": entry("zai") }, AS_OF);
  expect(made.models.map(([name, input]) => [name, input])).toEqual([["glm-9", 2.5]]);
  expect(made.openModels).toEqual([]);
  const retired = entry("zai", { deprecation_date: AS_OF });
  const left = readPriceTable({ ...hosted, "zai/glm-9": retired }, AS_OF);
  expect(left.openModels.map(([name, input]) => [name, input])).toEqual([["glm-9", 9]]);
});

const efforts: readonly [string, string, Partial<TableEntry>, readonly string[]][] = [
  ["nothing is said of", "gpt-5", {}, []],
  [
    "are listed",
    "gpt-5",
    { reasoning_effort_levels: ["none", "low", "high", "max"] },
    ["low", "high"],
  ],
  ["leave no choice", "gpt-5", { reasoning_effort_levels: ["none", "high"] }, []],
  [
    "are said by flags",
    "gpt-5",
    { supports_minimal_reasoning_effort: true },
    ["minimal", "low", "medium", "high"],
  ],
  ["are less by flags", "gpt-5", { supports_low_reasoning_effort: false }, ["medium", "high"]],
  ["fail beside tools", "gpt-5.4", { supports_minimal_reasoning_effort: true }, []],
];
test.each(efforts)("efforts that %s", (_what, name, flags, wanted) => {
  const { models } = readPriceTable({ [name]: entry("openai", flags) }, AS_OF);
  expect(models[0]?.[6]).toEqual(wanted);
});

test("efforts that an endpoint ignores are none", () => {
  const flags = { supports_max_reasoning_effort: true };
  const { models } = readPriceTable({ "claude-a": entry("anthropic", flags) }, AS_OF);
  expect(models[0]?.[6]).toEqual([]);
});

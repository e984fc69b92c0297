import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { knownModelOf } from "../../../src/cloud/known-model.ts";
import prices from "../../../src/cloud/known-prices.json" with { type: "json" };
import { modelName } from "../../../src/decision/model-name.ts";

/** Of the library's 60 kB; the file grows with each refreshing. */
const BUDGET_BYTES = 6000;

const FILE = new URL("../../../src/cloud/known-prices.json", import.meta.url);

function priceOf(id: string): readonly [number, number] | null {
  const price = knownModelOf(id)?.price;
  if (price === undefined) return null;
  return [price.inputUsdPerMillionTokens, price.outputUsdPerMillionTokens];
}

const same: readonly [string, string][] = [
  ["gpt-4o-2024-08-06", "gpt-4o"],
  ["openai/gpt-4o", "gpt-4o"],
  ["OpenAI/GPT-4o-latest", "gpt-4o"],
  ["gpt-4o-mini-2024-07-18", "gpt-4o-mini"],
  ["anthropic/claude-opus-4.8", "claude-opus-4-8"],
  ["claude-haiku-4-5-20251001", "claude-haiku-4-5"],
  ["claude-haiku-4-5@20251001", "claude-haiku-4-5"],
  ["models/gemini-2.5-flash", "gemini-2.5-flash"],
  ["meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Meta-Llama-3_1-8B-Instruct"],
  ["codestral", "mistral/codestral-latest"],
];
test.each(same)("%s has the price of %s", (id, other) => {
  expect(priceOf(id)).not.toBeNull();
  expect(priceOf(id)).toEqual(priceOf(other));
});

test("a variant has its own price, not that of the name it begins with", () => {
  expect(priceOf("gpt-4o-mini")).not.toEqual(priceOf("gpt-4o"));
  expect(priceOf("gpt-4o-2024-05-13")).not.toEqual(priceOf("gpt-4o"));
});

const unknown = [
  "gpt-4o-ultra-9",
  "my-gpt-4o",
  "gpt-4",
  "ft:gpt-4o-2024-08-06:team::x1",
  "meta-llama/llama-3.1-8b-instruct:free",
  "mistral-large-2407",
  "llama-3.1-8b-instruct-q4_k_m",
  "claude",
  "latest",
  "openai/",
  "",
];
test.each(unknown)("no price is known of %j", (id) => {
  expect(knownModelOf(id)).toBeNull();
});

test("a price is dated as the table is, and the table says where it is from", () => {
  expect(prices.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(knownModelOf("gpt-4o")?.price.asOf).toBe(prices.asOf);
  expect(prices.source).toMatch(/^LiteLLM \d+\.\d+\.\d+, .*\(MIT/);
});

test("models of makers and open ones are told apart", () => {
  expect(knownModelOf("gpt-4o")?.isOpen).toBe(false);
  expect(knownModelOf("openai/gpt-oss-20b")?.isOpen).toBe(true);
});

test("the file is within its budget", () => {
  expect(gzipSync(readFileSync(FILE)).length).toBeLessThan(BUDGET_BYTES);
});

test("every name is there once, with a price and a context", () => {
  const rows = [...prices.models, ...prices.openModels];
  const names = rows.map(([name]) => modelName(String(name)));
  expect(new Set(names).size).toBe(rows.length);
  for (const [name, input, output, context] of rows) {
    expect(Number(input) + Number(output), String(name)).toBeGreaterThan(0);
    expect(Number(context), String(name)).toBeGreaterThan(0);
  }
});

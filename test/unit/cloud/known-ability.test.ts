import { expect, test } from "vitest";
import knownAbilities from "../../../src/decision/known-abilities.json" with { type: "json" };
import { knownAbilityOf, unknownAbility } from "../../../src/decision/known-ability.ts";
import knownModels from "../../../training/known-models.json" with { type: "json" };
import measured from "../../../training/results/abilities.json" with { type: "json" };

const known: readonly [string, string][] = [
  ["gpt-4o-2024-11-20", "gpt-4o"],
  ["openai/gpt-4o-mini", "gpt-4o-mini"],
  ["anthropic/claude-3-5-sonnet-latest", "claude-3-5-sonnet"],
  ["anthropic/claude-3.5-haiku", "claude-3-5-haiku"],
  ["claude-3-5-sonnet-v2@20241022", "claude-3-5-sonnet"],
  ["google/gemini-1.5-pro-002", "gemini-1.5-pro"],
  ["meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct"],
  ["meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo", "llama-3.1-8b-instruct"],
  ["llama-3.1-8b-instant", "llama-3.1-8b-instruct"],
  ["llama3.1:8b", "llama-3.1-8b-instruct"],
  ["Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b-instruct"],
  ["google/gemma-2-2b-it", "gemma-2-2b-it"],
  ["microsoft/Phi-3.5-mini-instruct", "phi-3.5-mini-instruct"],
  ["01-ai/Yi-1.5-9B-Chat", "yi-1.5-9b-chat"],
  ["mistralai/Mistral-Large-Instruct-2407", "mistral-large-2407"],
];
test.each(known)("%s is as able as %s was measured to be", (id, model) => {
  expect(knownAbilityOf(id)?.id).toBe(model);
});

const unknown = [
  "gpt-4o-ultra-9",
  "gpt-4o-audio-preview",
  "my-gpt-4o",
  "gpt-4",
  "o1",
  "mistral-large-latest",
  "llama-3.1-nemotron-70b-instruct",
  "phi-3-medium-4k-instruct",
  "",
];
test.each(unknown)("nothing was measured of %j", (id) => {
  expect(knownAbilityOf(id)).toBeNull();
});

test("each pattern finds its own model, and no other's does", () => {
  for (const { id } of knownAbilities.models) expect(knownAbilityOf(id)?.id).toBe(id);
});

test("the list that the training reads names models of the data, and each has figures", () => {
  for (const { id, model } of knownModels)
    expect(Object.keys(measured.models), id).toContain(model);
  expect(knownAbilities.models.map(({ id }) => id)).toEqual(knownModels.map(({ id }) => id));
});

test("figures say which classifier they are for, from when and from what", () => {
  expect(knownAbilities.classifier).toMatch(/^router-/);
  expect(knownAbilities.asOf).not.toBe("");
  for (const { source } of knownAbilities.models) expect(source).toMatch(/\d+ graded answers/);
});

test("an unknown model is as the models of the data are spread, in each dimension", () => {
  const dimensions = knownAbilities.models[0]?.ability.length ?? 0;
  expect(dimensions).toBeGreaterThan(0);
  expect(unknownAbility()).toEqual(Array.from({ length: dimensions }, () => ({ mean: 0, sd: 1 })));
});

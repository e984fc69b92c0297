import { expect, test } from "vitest";
import { cloudCards } from "../../../src/cloud/cloud-cards.ts";
import prices from "../../../src/cloud/known-prices.json" with { type: "json" };
import { unknownAbility } from "../../../src/decision/known-ability.ts";
import type { RouterError } from "../../../src/router-error.ts";
import type { CloudModelOptions, CloudOptions } from "../../../src/router.ts";
import type { Measured } from "../../../src/terms/estimate.ts";

const page = "https://page.example/app/";

/** A model of the table whose maker lets the caller choose an effort. */
const withEfforts = prices.models.find((row) => Array.isArray(row[6]) && row[6].length > 0) ?? [];

function cardsOf(options: Partial<CloudOptions>): ReturnType<typeof cloudCards> {
  return cloudCards({ baseUrl: "https://api.example/v1", models: [{ id: "m" }], ...options }, page);
}

const bases: readonly [string, string][] = [
  ["https://api.example/v1", "https://api.example/v1/chat/completions"],
  ["https://api.example/v1///", "https://api.example/v1/chat/completions"],
  ["/relay", "https://page.example/relay/chat/completions"],
  ["http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"],
];
test.each(bases)("requests for %s are posted to %s", (baseUrl, destination) => {
  expect(cardsOf({ baseUrl })[0]?.destination).toBe(destination);
});

function failureOf(options: Partial<CloudOptions>): RouterError | null {
  try {
    cardsOf(options);
    return null;
  } catch (error) {
    return error as RouterError;
  }
}

const wrong: readonly [string, Partial<CloudOptions>, RegExp][] = [
  ["an empty base URL", { baseUrl: "" }, /cloud\.baseUrl/],
  ["no web address", { baseUrl: "ftp://api.example" }, /cloud\.baseUrl/],
  ["a script", { baseUrl: "javascript:alert(1)//" }, /cloud\.baseUrl/],
  ["a password in the URL", { baseUrl: "https://me:pw@api.example" }, /password/],
  ["no models", { models: [] }, /cloud\.models/],
  ["a model twice", { models: [{ id: "a" }, { id: "a" }] }, /"a" is listed twice/],
  ["an id that means a place", { models: [{ id: "auto" }] }, /cloud\.models\.0\.id/],
  ["an empty id", { models: [{ id: "" }] }, /cloud\.models\.0\.id/],
  ["a price below zero", { models: [priced(-1)] }, /price/],
  ["a price that is no number", { models: [priced(Number.NaN)] }, /price/],
  ["no room for an answer", { models: [{ id: "m", maxAnswerTokens: 0 }] }, /maxAnswerTokens/],
  ["an ability that is no number", { models: [{ id: "m", ability: Number.NaN }] }, /ability/],
  ["an ability of spread below zero", { models: [able({ mean: 1, sd: -1 })] }, /ability/],
  ["an ability on another scale", { models: [{ id: "m", ability: [] }] }, /"m" has 0 dimensions/],
];
test.each(wrong)("%s is refused with options_invalid, and named", (_name, options, names) => {
  const failure = failureOf(options);
  expect(failure?.code).toBe("options_invalid");
  expect(failure?.message).toMatch(names);
});

/** As fit-ability would write it for the shipped classifier. */
function able(first: Measured): CloudModelOptions {
  return { id: "m", ability: [first, ...unknownAbility().slice(1)] };
}

function priced(usd: number): CloudModelOptions {
  return {
    id: "m",
    price: { inputUsdPerMillionTokens: usd, outputUsdPerMillionTokens: 1, asOf: "2026-11" },
  };
}

test("a password in the base URL is not repeated in the message", () => {
  expect(failureOf({ baseUrl: "https://me:hunter2@api.example" })?.message).not.toContain(
    "hunter2",
  );
});

test("a model that was measured is believed more than one that nobody knows", () => {
  const [known, unknown, told] = cardsOf({
    models: [{ id: "vendor/gpt-4o-mini" }, { id: "nobody-knows-it" }, { id: "t", ability: 3 }],
  });
  expect(known?.name).toBe("gpt-4o-mini");
  expect(known?.ability[0]?.sd).toBeLessThan(unknown?.ability[0]?.sd ?? 0);
  expect(told?.ability[0]?.mean).toBe(3);
});

test("a known model's card has its price, context, answers and capabilities from the table", () => {
  const [card] = cardsOf({ models: [{ id: "openai/gpt-4o-mini" }] });
  expect(card?.price.inputUsdPerMillionTokens).toBeGreaterThan(0);
  expect(card?.price.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(card?.contextTokens).toBe(128_000);
  expect(card?.maxAnswerTokens).toBe(16_384);
  expect(card?.capabilities).toEqual(["tools", "schema", "images", "logprobs"]);
});

test("an unknown model's card is free, says so, and claims nothing of its ability", () => {
  const [card] = cardsOf({ models: [{ id: "gpt-4o-ultra-9" }] });
  expect(card).toMatchObject({
    price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "unknown" },
    abilitySource: "not measured",
    ability: unknownAbility(),
    efforts: [],
  });
});

test("what the page gives comes before what is known", () => {
  const given: CloudModelOptions = {
    id: String(withEfforts[0]),
    name: "Five",
    price: { inputUsdPerMillionTokens: 0.01, outputUsdPerMillionTokens: 0.02, asOf: "2026-11-24" },
    contextTokens: 1000,
    maxAnswerTokens: 10,
    capabilities: ["logprobs"],
    efforts: [{ effort: "high", abilityGain: 1, reasoningTokens: 7 }],
  };
  expect(cardsOf({ models: [given] })[0]).toMatchObject(given);
});

test("an ability of one number is the general one; the other dimensions stay as they are known", () => {
  const [known, told] = cardsOf({
    models: [{ id: "gpt-4o" }, { id: "openai/gpt-4o", ability: -1 }],
  });
  expect(told?.ability).toEqual([{ mean: -1, sd: 0.5 }, ...(known?.ability.slice(1) ?? [])]);
  expect(told?.abilitySource).toBe("given by the page");
});

test("an ability per dimension is taken as it is", () => {
  const options = able({ mean: 1.2, sd: 0.1 });
  expect(cardsOf({ models: [options] })[0]?.ability).toEqual(options.ability);
});

test("efforts of the table add tokens, and claim no ability that nobody measured", () => {
  const [id, , , , , , efforts] = withEfforts;
  const [card] = cardsOf({ models: [{ id: String(id) }] });
  expect(card?.efforts.map(({ effort }) => effort)).toEqual(efforts);
  expect(card?.efforts.every(({ abilityGain }) => abilityGain === 0)).toBe(true);
  const tokens = card?.efforts.map(({ reasoningTokens }) => reasoningTokens) ?? [];
  expect(tokens).toEqual(tokens.toSorted((one, other) => one - other));
  expect(card?.abilitySource).toMatch(/an effort adds is not measured/);
});

const bySource: readonly [string, string, boolean][] = [
  ["an open model on this machine is free", "http://127.0.0.1:8080/v1", true],
  ["an open model at a host is not free", "https://api.example/v1", false],
  ["nor is one at a name that only looks like this machine", "https://localhost.example/v1", false],
];
test.each(bySource)("%s", (_what, baseUrl, isFree) => {
  const [card] = cardsOf({ baseUrl, models: [{ id: "openai/gpt-oss-20b" }] });
  expect(card?.price.inputUsdPerMillionTokens === 0).toBe(isFree);
});

test("a closed model behind a proxy on this machine costs what it costs", () => {
  const [card] = cardsOf({ baseUrl: "http://localhost:4000", models: [{ id: "gpt-4o" }] });
  expect(card?.price.inputUsdPerMillionTokens).toBeGreaterThan(0);
});

test("an open model may be asked what its server can do, though the table does not list it", () => {
  const [card] = cardsOf({ models: [{ id: "llama-3.2-1b-instruct" }] });
  expect(card?.capabilities).toEqual(["tools", "schema", "logprobs"]);
});

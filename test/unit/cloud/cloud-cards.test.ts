import { expect, test } from "vitest";
import { cloudCards } from "../../../src/cloud/cloud-cards.ts";
import type { RouterError } from "../../../src/router-error.ts";
import type { CloudModelOptions, CloudOptions } from "../../../src/router.ts";

const page = "https://page.example/app/";

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
];
test.each(wrong)("%s is refused with options_invalid, and named", (_name, options, names) => {
  const failure = failureOf(options);
  expect(failure?.code).toBe("options_invalid");
  expect(failure?.message).toMatch(names);
});

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

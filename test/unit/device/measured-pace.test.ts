import { expect, test } from "vitest";
import { MeasuredPace } from "../../../src/device/measured-pace.ts";

const card = { firstTokenMs: 100, promptTokensPerSecond: 10, tokensPerSecond: 5 };
const run = { readTokens: 100, promptMs: 1_000, writtenTokens: 50, generationMs: 5_000 };
const short = { model: "m", messages: [{ role: "user", content: "hi" }] } as const;
const long = { model: "m", messages: [{ role: "user", content: "hi ".repeat(500) }] } as const;

test("nothing is told before it was measured", () => {
  expect(new MeasuredPace(card).figures()).toEqual({});
});

test("the first run counts whole, later runs move the mean", () => {
  const pace = new MeasuredPace(card);
  pace.add(run);
  expect(pace.figures()).toEqual({ promptTokensPerSecond: 100, tokensPerSecond: 10 });
  pace.add({ ...run, generationMs: 2_500 });
  expect(pace.figures().tokensPerSecond).toBeCloseTo(13);
});

test("a run of a few tokens says nothing", () => {
  const pace = new MeasuredPace(card);
  pace.add({ readTokens: 2, promptMs: 900, writtenTokens: 1, generationMs: 10 });
  expect(pace.figures()).toEqual({});
});

test("longer prompts and higher token limits are expected to take longer, and measured speed replaces the card's", () => {
  const pace = new MeasuredPace(card);
  const before = pace.expectedMs(short);
  expect(pace.expectedMs(long)).toBeGreaterThan(before);
  expect(pace.expectedMs({ ...short, max_tokens: 5 })).toBeLessThan(before);
  pace.add(run);
  expect(pace.expectedMs({ ...short, max_tokens: 5 })).toBeLessThan(before);
});

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
  pace.add(short, run);
  expect(pace.figures()).toEqual({ promptTokensPerSecond: 100, tokensPerSecond: 10 });
  pace.add(short, { ...run, generationMs: 2_500 });
  expect(pace.figures().tokensPerSecond).toBeCloseTo(15);
});

test("a run of a few tokens says nothing", () => {
  const pace = new MeasuredPace(card);
  pace.add(short, { readTokens: 2, promptMs: 900, writtenTokens: 1, generationMs: 10 });
  expect(pace.figures()).toEqual({});
});

test("longer prompts and higher token limits are expected to take longer, and measured speed replaces the card's", () => {
  const pace = new MeasuredPace(card);
  const before = pace.expectedMs(short);
  expect(pace.expectedMs(long)).toBeGreaterThan(before);
  expect(pace.expectedMs({ ...short, max_tokens: 5 })).toBeLessThan(before);
  pace.add(short, run);
  expect(pace.expectedMs({ ...short, max_tokens: 5 })).toBeLessThan(before);
});

test("a limit that answers do not use up makes later ones with a limit expected shorter", () => {
  const pace = new MeasuredPace(card);
  const limited = { ...short, max_completion_tokens: 100 };
  pace.add(limited, { ...run, writtenTokens: 90 });
  const before = pace.expectedMs(limited);
  pace.add(limited, { ...run, writtenTokens: 10, generationMs: 1_000 });
  expect(pace.expectedMs(limited)).toBeLessThan(before);
});

test("what a run takes besides reading and writing is expected of the next", () => {
  const [plain, slow] = [new MeasuredPace(card), new MeasuredPace(card)];
  plain.add(short, run);
  slow.add(short, { ...run, wholeMs: 6_500 });
  expect(slow.expectedMs(short) - plain.expectedMs(short)).toBeCloseTo(500);
});

test("a later session goes on with what was kept", () => {
  const pace = new MeasuredPace(card);
  pace.add(short, run);
  const later = new MeasuredPace(card, pace.kept());
  expect(later.figures()).toEqual(pace.figures());
  expect(later.expectedMs(long)).toBe(pace.expectedMs(long));
});

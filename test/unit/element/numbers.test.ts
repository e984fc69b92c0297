import { expect, test } from "vitest";
import {
  sayBytes,
  sayDuration,
  sayMoney,
  sayOdds,
  sayPercent,
} from "../../../src/element/numbers.ts";
import { wordsEn } from "../../../src/element/words/words.en.ts";
import { wordsKo } from "../../../src/element/words/words.ko.ts";

test.each([
  [40, "0.1 s"],
  [1234, "1.2 s"],
  [9940, "9.9 s"],
  [28_000, "28 s"],
])("%i ms is said as %s", (milliseconds, said) => {
  expect(sayDuration(milliseconds, wordsEn)).toBe(said);
});

test.each([
  [0, "free"],
  [0.0021, "$0.0021"],
  [0.00214, "$0.0021"],
  [0.5, "$0.50"],
  [3, "$3.00"],
])("%d US dollars are said as %s", (usd, said) => {
  expect(sayMoney(usd, wordsEn)).toBe(said);
});

test("what costs nothing is free in Korean too", () => {
  expect(sayMoney(0, wordsKo)).toBe("무료");
});

test.each([
  [1, "1 byte"],
  [412, "412 bytes"],
  [1240, "1.2 kB"],
  [98_362_432, "98 MB"],
])("%i bytes are said as %s", (bytes, said) => {
  expect(sayBytes(bytes, wordsEn)).toBe(said);
});

test("a probability is said in tens and in percent", () => {
  expect(sayOdds(0.31, wordsEn)).toBe("about 3 times in 10");
  expect(sayPercent(0.314, wordsEn)).toBe("31%");
});

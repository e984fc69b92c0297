import { expect, test } from "vitest";
import {
  sayBytes,
  sayDuration,
  sayMoney,
  sayOdds,
  sayOddsRange,
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

test.each([
  [
    0.31,
    0.1,
    0.5,
    "about 3 times in 10, between 1 and 5",
    "열 번 중 세 번쯤, 한 번에서 다섯 번 사이로",
  ],
  [0.31, 0.02, 0.5, "about 3 times in 10, between 0 and 5", "열 번 중 세 번쯤, 많아야 다섯 번"],
  [0.02, 0, 0.21, "less than 1 time in 10, at most 2", "열 번 중 한 번 미만으로, 많아야 두 번"],
  [0.97, 0.8, 1, "nearly always, at least 8 times in 10", "거의 언제나, 적어도 열 번 중 여덟 번"],
  [0.31, 0.29, 0.33, "about 3 times in 10", "열 번 중 세 번쯤"],
])("%d, likely between %d and %d, is said with its doubt", (mean, low, high, english, korean) => {
  expect(sayOddsRange({ mean, low, high }, wordsEn)).toBe(english);
  expect(sayOddsRange({ mean, low, high }, wordsKo)).toBe(korean);
});

test("a probability is said in tens and in percent", () => {
  expect(sayOdds(0.31, wordsEn)).toBe("about 3 times in 10");
  expect(sayPercent(0.314, wordsEn)).toBe("31%");
});

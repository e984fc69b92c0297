import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mendTypos } from "../../../src/decision/mend-typos.ts";

describe("mendTypos", () => {
  test.each([
    ["what is teh capital of france", "what is the capital of france"],
    ["how mny people live in the city", "how many people live in the city"],
    ["tell me abvout the weather", "tell me about the weather"],
    ["waht time does the next flgiht leave?", "what time does the next flight leave?"],
  ])("a letter more, less, other or swapped is mended: %s", (typed, meant) => {
    expect(mendTypos(typed)).toBe(meant);
  });

  test.each([
    ["known words", "what is the best way to learn a language"],
    ["words near no common one", "what is a zymurgist and where does he work"],
    ["code, addresses and formulas", "what does teh_thing(x) at www.teh.com and $teh$ do"],
    ["another language", "wie viele menschen leben in der stadt und was tun sie"],
    ["other scripts", "서울의 인구는 얼마나 되나요"],
  ])("left as they are: %s", (_, text) => expect(mendTypos(text)).toBe(text));

  test("it is idempotent and keeps the number of words", () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z]{1,9}$/),
      fc.constantFrom("teh", "the", "whta", "many", "peple", "(is", "of,", "?"),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const mended = mendTypos(words.join(" "));
        expect(mendTypos(mended)).toBe(mended);
        expect(mended.split(" ").length).toBe(words.join(" ").split(" ").length);
      }),
    );
  });
});

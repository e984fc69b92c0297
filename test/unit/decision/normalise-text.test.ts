import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseText } from "../../../src/decision/normalise-text.ts";

const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

describe("normaliseText", () => {
  test("white space is folded, line ends are kept as one", () => {
    expect(normaliseText("  a \t b\r\n\r\n  c  ")).toBe("a b\nc");
  });

  test("full-width, composed and decomposed forms become one (NFKC), in English and Korean", () => {
    expect(normaliseText("Ｈｅｌｌｏ")).toBe("Hello");
    expect(normaliseText("한국어".normalize("NFD"))).toBe("한국어");
  });

  test("invisible characters are dropped", () => {
    expect(normaliseText("pass\u200bword\u00ad\u0000")).toBe("password");
  });

  test("lone surrogates become the replacement character", () => {
    expect(normaliseText("a\ud800b")).toBe("a\ufffdb");
  });

  test("a long text keeps its head and its tail and never half a character", () => {
    const long = normaliseText(`first ${"😀 word ".repeat(200_000)} last question?`);
    expect(long.startsWith("first 😀")).toBe(true);
    expect(long.endsWith("last question?")).toBe(true);
    expect(long.length).toBeLessThanOrEqual(4005);
    expect(isWellFormed(long)).toBe(true);
  });

  test("normalising twice changes nothing, whatever the text", () => {
    const texts = fc.string({ unit: "binary", maxLength: 6000, size: "max" });
    fc.assert(
      fc.property(texts, (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(isWellFormed(once)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { createPieceTrie, NO_ROW, ROOT } from "../../../workers/classifier/piece-trie.ts";
import type { PieceTrie } from "../../../workers/classifier/piece-trie.ts";

/** The row of a piece, found step by step as the tokenizer does. */
function rowOf(trie: PieceTrie, text: string): number {
  let place = ROOT;
  for (let index = 0; index < text.length; index += 1) {
    place = trie.next(place, text.charCodeAt(index));
    if (place === ROOT) return NO_ROW;
  }
  return trie.rowAt(place);
}

// Few slots make steps meet in them all the time, which is where a hash table goes wrong.
const texts = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 40,
});

test("every piece is found with its row, and no other text is", () => {
  const property = fc.property(texts, texts, (some, others) => {
    const rows = new Map(some.map((piece, index) => [piece, index + 3]));
    const trie = createPieceTrie([...rows]);
    for (const text of [...some, ...others]) {
      expect(rowOf(trie, text)).toBe(rows.get(text) ?? NO_ROW);
    }
  });
  fc.assert(property, { numRuns: 500 });
});

test("the beginning of a piece is on the way to it, and is none itself", () => {
  const trie = createPieceTrie([["한국어", 3]]);
  expect(trie.next(ROOT, "한".charCodeAt(0))).not.toBe(ROOT);
  expect(rowOf(trie, "한국")).toBe(NO_ROW);
  expect(trie.rowAt(ROOT)).toBe(NO_ROW);
});

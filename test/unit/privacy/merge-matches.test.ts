import { expect, test } from "vitest";
import { mergeMatches } from "../../../src/privacy/merge-matches.ts";

const email = { kind: "EMAIL", start: 0, end: 10, score: 1 } as const;
const phone = { kind: "PHONE", start: 5, end: 20, score: 0.6 } as const;

test("overlapping matches become one that covers both, of the surer kind", () => {
  expect(mergeMatches([phone, email])).toEqual([{ kind: "EMAIL", start: 0, end: 20, score: 1 }]);
});

test("of two that are equally sure the longer names the kind", () => {
  const card = { kind: "CREDIT_CARD", start: 4, end: 30, score: 1 } as const;
  expect(mergeMatches([email, card])).toEqual([{ ...card, start: 0 }]);
});

test("matches that only touch stay apart, and come in order", () => {
  const next = { ...phone, start: 10 };
  expect(mergeMatches([next, email])).toEqual([email, next]);
});

test("a chain of overlaps keeps the kind of the surest one in it", () => {
  const weak = { kind: "TAX_ID", start: 18, end: 40, score: 0.2 } as const;
  expect(mergeMatches([weak, phone, email])).toEqual([
    { kind: "EMAIL", start: 0, end: 40, score: 1 },
  ]);
});

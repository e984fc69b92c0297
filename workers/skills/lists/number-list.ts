import type { Fraction } from "mathjs";
import type { Reading, Slot } from "../language/request-reader.ts";
import { skipSpaces, type RequestText } from "../language/request-text.ts";
import { signedNumber } from "../numbers/number-slot.ts";

const MAX_ITEMS = 1_000;

/** A list of numbers, at least two, apart by commas, spaces or "and": "1, 2 and 3", "4 8 15", "[1, 2]". */
export const numberList: Slot<readonly Fraction[]> = (text, at) => {
  const open = text.plain.charAt(at);
  const close = { "[": "]", "(": ")", "{": "}" }[open];
  const start = close === undefined ? at : at + 1;
  const [numbers, end] = readNumbers(text, start);
  const isClosed = close === undefined || text.plain.charAt(skipSpaces(text.plain, end)) === close;
  if (numbers.length < 2 || !isClosed || isGroupedNumber(text.plain.slice(start, end))) return [];
  const behind = close === undefined ? end : skipSpaces(text.plain, end) + 1;
  return [{ value: numbers, end: behind }];
};

/** "100,200,300" is a list to some and one number to others. */
function isGroupedNumber(written: string): boolean {
  return /\d,\d{3}(?!\d)/.test(written) && !/,\s/.test(written);
}

function readNumbers(text: RequestText, at: number): readonly [readonly Fraction[], number] {
  const numbers: Fraction[] = [];
  let end = at;
  let place = at;
  while (numbers.length < MAX_ITEMS) {
    const read = readOne(text, skipSpaces(text.plain, place));
    if (read === null) break;
    numbers.push(read.value);
    end = read.end;
    const joint = /\s*(?:,\s*(?:and|그리고)?|and|&|와|과|그리고|(?=\s))\s*/y;
    joint.lastIndex = end;
    if (!joint.test(text.plain)) break;
    place = joint.lastIndex;
  }
  return [numbers, end];
}

/** Digits that a comma follows are one item each: the commas of a list are not those of thousands, unless "1,500, 2,000". */
function readOne(text: RequestText, at: number): Reading<Fraction> | null {
  const isTight = /^[-+]?\d+(?:\.\d+)?(?:,[-+]?\d+(?:\.\d+)?)+(?![\d.])/.exec(
    text.plain.slice(at, at + 400),
  );
  if (isTight === null) return signedNumber(text, at)[0] ?? null;
  const isThousands = /^[-+]?\d{1,3}(?:,\d{3})+$/.test(isTight[0]);
  if (isThousands) return signedNumber(text, at)[0] ?? null;
  const first = isTight[0].slice(0, isTight[0].indexOf(","));
  const cut = {
    raw: text.raw.slice(0, at + first.length),
    plain: text.plain.slice(0, at + first.length),
  };
  return signedNumber(cut, at)[0] ?? null;
}

import type { Fraction } from "mathjs";
import type { Reading, Slot } from "../language/request-reader.ts";
import { endOfWords, skipSpaces } from "../language/request-text.ts";
import { fractionOf } from "../numbers/exact.ts";
import { signedNumber, unsignedNumber } from "../numbers/number-slot.ts";
import { units, type Unit } from "./unit-table.ts";

/** A number of one unit, or of a larger and a smaller one, as 5 feet 11 inches. */
export interface Quantity {
  readonly parts: readonly (readonly [value: Fraction, unit: Unit])[];
}

/** Longest names first: "square meters" before "square". */
const NAMES = units
  .flatMap((unit) => unit.names.map((name) => [name, unit] as const))
  .toSorted(([a], [b]) => b.length - a.length);

/** Every unit that the longest name at a place can mean: "oz" is a mass and a volume. */
export const unitSlot: Slot<Unit> = ({ plain, raw }, at) => {
  const found = NAMES.find(([name]) => endOfWords(plain, at, name) >= 0);
  if (found === undefined) return [];
  const end = endOfWords(plain, at, found[0]);
  // In "Mb" and "Gb" a small b stands for bits to some.
  if (/^[KMGT]b$/.test(raw.slice(at, end))) return [];
  return NAMES.filter(([name]) => name === found[0]).map(([, unit]) => ({ value: unit, end }));
};

/** Korean words for one or two of a unit. */
const NAMED_QUANTITIES = [
  ["하루", "1", "day"],
  ["이틀", "2", "day"],
  ["일주일", "1", "week"],
] as const;

/** A number, a quotient as "1/2", or "a", "an", "half a", "one and a half". */
const count: Slot<Fraction> = (text, at) => {
  const word = /(?:half an?|half of an?|an?|each|every)(?= )/y;
  word.lastIndex = at;
  const found = word.exec(text.plain)?.[0];
  if (found !== undefined) {
    const value = fractionOf(found.startsWith("half") ? "1/2" : "1");
    return [{ value, end: at + found.length }];
  }
  return signedNumber(text, at).flatMap((reading) => [reading, ...extended(text.plain, reading)]);
};

/** "1/2" and "1 1/2" behind the numeral that was read, and "one and a half". */
function extended(plain: string, { value, end }: Reading<Fraction>): readonly Reading<Fraction>[] {
  const half = /\s+and a half/y;
  half.lastIndex = end;
  if (half.test(plain)) return [{ value: value.add("1/2"), end: half.lastIndex }];
  const quotient = /\/(\d{1,4})(?![\d.,/])/y;
  quotient.lastIndex = end;
  const divisor = quotient.exec(plain)?.[1];
  if (divisor === undefined || Number(divisor) === 0) return [];
  return [{ value: value.div(divisor), end: quotient.lastIndex }];
}

/** A quantity. Without any number it is none. */
export const quantity: Slot<Quantity> = (text, at) => {
  const named = NAMED_QUANTITIES.find(([word]) => text.plain.startsWith(word, at));
  const wholeUnit = units.find(({ names }) => named !== undefined && names.includes(named[2]));
  if (named !== undefined && wholeUnit !== undefined) {
    return [{ value: { parts: [[fractionOf(named[1]), wholeUnit]] }, end: at + named[0].length }];
  }
  const singles = count(text, at).flatMap(({ value, end }) =>
    unitSlot(text, skipSpaces(text.plain, behindOfA(text.plain, end))).map((unit) => ({
      value: { parts: [[value, unit.value] as const] },
      end: unit.end,
    })),
  );
  return singles.flatMap((first) => [first, ...withSmaller(text, first)]);
};

/** "Half of a cup": behind "of a", if it stands there. */
function behindOfA(plain: string, at: number): number {
  const end = endOfWords(plain, skipSpaces(plain, at), "of a");
  return end < 0 ? at : end;
}

/** A second part of the same dimension with a smaller unit goes on: 1 hour 30 minutes. */
function withSmaller(
  text: Parameters<Slot<Quantity>>[0],
  first: Reading<Quantity>,
): readonly Reading<Quantity>[] {
  const [larger] = first.value.parts;
  if (larger === undefined || larger[1].dimension === "temperature") return [];
  const joint = /\s*(?:,|and)?\s*/y;
  joint.lastIndex = first.end;
  joint.test(text.plain);
  return unsignedNumber(text, joint.lastIndex).flatMap(({ value, end }) =>
    unitSlot(text, skipSpaces(text.plain, end))
      .filter(({ value: unit }) => isSmaller(unit, larger[1]))
      .map((unit) => ({ value: { parts: [larger, [value, unit.value] as const] }, end: unit.end })),
  );
}

function isSmaller(unit: Unit, than: Unit): boolean {
  return unit.dimension === than.dimension && fractionOf(unit.factor).lt(fractionOf(than.factor));
}

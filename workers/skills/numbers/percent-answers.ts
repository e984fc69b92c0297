import type { Fraction } from "mathjs";
import type { Build, Context, Exact } from "../language/rule.ts";
import { exact, fractionOf } from "./exact.ts";
import { isSameCurrency, writeSum, writtenSum, type Sum } from "./money-slot.ts";
import { writeNumber } from "./write-number.ts";

/** A sum and a rate in percent. */
export interface RateOf {
  readonly rate: Fraction;
  readonly sum: Sum;
}
/** A part, and what it is of its whole in percent. */
export interface WholeOf {
  readonly part: Sum;
  readonly rate: Fraction;
}
/** A part and its whole, or what was after and before. */
export interface TwoSums {
  readonly part: Sum;
  readonly whole: Sum;
}

/** A share of a sum. */
export function part({ rate, sum }: RateOf, { language }: Context): Exact {
  const text = writeSum(exact(sum.value.mul(rate).div("100")), sum);
  const [percent, of] = [rateText(rate), writtenSum(sum)];
  return {
    text,
    explanation: {
      en: `${percent} of ${of} = ${of} × ${numeral(rate)} ÷ 100`,
      ko: `${of}의 ${percent} = ${of} × ${numeral(rate)} ÷ 100`,
    }[language],
  };
}

/** A sum that grows (1) or shrinks (-1) by a share of itself. */
export function changed(direction: 1 | -1): Build<RateOf> {
  return ({ rate, sum }, { language }) => {
    const sign = direction === 1 ? "+" : "−";
    const factor = fractionOf("1").add(rate.mul(String(direction)).div("100"));
    const [percent, of] = [rateText(rate), writtenSum(sum)];
    return {
      text: writeSum(exact(sum.value.mul(factor)), sum),
      explanation: {
        en: `${of} ${sign} ${percent} of ${of} = ${of} × ${numeral(factor)}`,
        ko: `${of} ${sign} ${of}의 ${percent} = ${of} × ${numeral(factor)}`,
      }[language],
    };
  };
}

/** What share one sum is of another; null of nothing, and across currencies. */
export function share({ part: some, whole: all }: TwoSums): Exact | null {
  if (all.value.n === 0n || !isSameCurrency(some, all)) return null;
  const { text } = writeNumber(exact(some.value.mul("100").div(all.value)));
  const explanation = `${writtenSum(some)} ÷ ${writtenSum(all)} × 100`;
  return { text: `${text}%`, explanation };
}

/** The whole that a sum is a share of; null for no share. */
export function whole({ part: some, rate }: WholeOf): Exact | null {
  if (rate.n === 0n) return null;
  const text = writeSum(exact(some.value.mul("100").div(rate)), some);
  return { text, explanation: `${writtenSum(some)} × 100 ÷ ${numeral(rate)}` };
}

/** Says the direction in a word; from zero or from below it there is no such change. */
export function growth(
  { part: after, whole: before }: TwoSums,
  { language }: Context,
): Exact | null {
  if (before.value.s <= 0n || before.value.n === 0n || !isSameCurrency(after, before)) return null;
  const change = after.value.sub(before.value).mul("100").div(before.value);
  const isFall = change.s < 0n;
  const direction = { en: isFall ? "decrease" : "increase", ko: isFall ? "감소" : "증가" }[
    language
  ];
  const { text } = writeNumber(exact(change.abs()));
  const [from, to] = [writtenSum(before), writtenSum(after)];
  return {
    text: change.n === 0n ? "0%" : `${text}% ${direction}`,
    explanation: `(${to} − ${from}) ÷ ${from} × 100`,
  };
}

function rateText(rate: Fraction): string {
  return `${numeral(rate)}%`;
}

function numeral(value: Fraction): string {
  return writeNumber(exact(value)).text;
}

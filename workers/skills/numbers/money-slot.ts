import type { Fraction } from "mathjs";
import type { Slot } from "../language/request-reader.ts";
import { skipSpaces } from "../language/request-text.ts";
import { exact, type Amount } from "./exact.ts";
import { signedNumber, unsignedNumber } from "./number-slot.ts";
import { writeNumber } from "./write-number.ts";

/** A number, perhaps of money; its currency is kept as it was written. */
export interface Sum {
  readonly value: Fraction;
  /** What stands before and behind the number: "$" and "", or "" and "원". */
  readonly before: string;
  readonly behind: string;
}

const SIGNS = /[$€£¥₩]/;
const WORDS = /\s?(?:원|달러|유로|엔|dollars?|euros?|pounds|won|yen|usd|eur|krw)(?![a-z])/y;

/** A number with or without a currency. */
export const sumSlot: Slot<Sum> = (text, at) => {
  const sign = text.plain.charAt(at);
  if (SIGNS.test(sign)) {
    return unsignedNumber(text, skipSpaces(text.plain, at + 1)).map(({ value, end }) => ({
      value: { value, before: sign, behind: "" },
      end,
    }));
  }
  return signedNumber(text, at).flatMap(({ value, end }) => {
    WORDS.lastIndex = end;
    const behind = WORDS.exec(text.plain)?.[0] ?? "";
    return [{ value: { value, before: "", behind }, end: end + behind.length }];
  });
};

/** An amount with the currency of another; the sign of ≈ stays in front. */
export function writeSum(amount: Amount, like: Sum): string {
  const { text, isRounded } = writeNumber(amount);
  const digits = isRounded ? text.slice(2) : text;
  return `${isRounded ? "≈ " : ""}${like.before}${digits}${like.behind}`;
}

/** The sum itself as it is written. */
export function writtenSum(sum: Sum): string {
  return writeSum(exact(sum.value), sum);
}

/** Whether two sums are of the same currency, or one of them is a plain number. */
export function isSameCurrency(a: Sum, b: Sum): boolean {
  const [first, second] = [currencyOf(a), currencyOf(b)];
  return first === second || first === "" || second === "";
}

function currencyOf({ before, behind }: Sum): string {
  return `${before}${behind.trim()}`;
}

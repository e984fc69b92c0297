import type { Fraction } from "mathjs";
import type { Language } from "../language/request-text.ts";
import type { Build, Context, Exact } from "../language/rule.ts";
import { exact, factorial, operate, root, type Amount, type Operation } from "./exact.ts";
import type { Expression } from "./expression.ts";
import { writeNumber, writeRounded } from "./write-number.ts";

interface Pair {
  readonly a: Fraction;
  readonly b: Fraction;
}

/** A whole sum. */
export const sumOf: Build<{ sum: Expression }> = ({ sum: { amount, source } }, { language }) =>
  worked(source, amount, language);

/** A sum with as many decimals as were asked for. */
export function roundedSum(
  { sum: { amount, source }, places }: { readonly sum: Expression; readonly places: number },
  { language }: Context,
): Exact {
  const text = writeRounded(amount, places);
  const how = {
    en: `rounded to ${String(places)} decimals`,
    ko: `소수 ${String(places)}자리까지 반올림했습니다`,
  };
  return { text, explanation: `${source}, ${how[language]}` };
}

/** One operation on two numbers, in the order they were read or the other way round. */
export function of(operation: Operation, order: "as read" | "swapped" = "as read"): Build<Pair> {
  return ({ a, b }, { language }) =>
    order === "swapped" ? by(operation, b, a, language) : by(operation, a, b, language);
}

const SIGNS: Readonly<Record<Operation, string>> = {
  "+": "+",
  "-": "−",
  "*": "×",
  "/": "÷",
  "^": "^",
  mod: "mod",
};

/** The result of one operation; null where there is none. */
export function by(
  operation: Operation,
  left: Fraction,
  right: Fraction | bigint,
  language: Language,
): Exact | null {
  const [a, b] = [exact(left), exact(right)];
  const source = `${writeNumber(a).text} ${SIGNS[operation]} ${writeNumber(b).text}`;
  return worked(source, operate(operation, a, b), language);
}

/** The larger number less the smaller. */
export function distance({ a, b }: Pair, { language }: Context): Exact | null {
  return a.lt(b) ? by("-", b, a, language) : by("-", a, b, language);
}

/** Half of a number. */
export function halfOf({ a }: { readonly a: Fraction }, { language }: Context): Exact | null {
  return by("/", a, 2n, language);
}

/** n! */
export function factorialOf({ a }: { readonly a: Fraction }, { language }: Context): Exact | null {
  return worked(`${writeNumber(exact(a)).text}!`, factorial(exact(a)), language);
}

/** The square or cube root of a number. */
export function rootOf(value: Fraction, degree: 2 | 3, language: Language): Exact | null {
  const sign = degree === 2 ? "√" : "∛";
  return worked(`${sign}${writeNumber(exact(value)).text}`, root(exact(value), degree), language);
}

function worked(source: string, amount: Amount | null, language: Language): Exact | null {
  if (amount === null) return null;
  const { text, isRounded } = writeNumber(amount);
  const result = isRounded ? text : `= ${text}`;
  const how = {
    en: isRounded ? "calculated and rounded" : "calculated exactly",
    ko: isRounded ? "계산하여 반올림했습니다" : "정확히 계산했습니다",
  };
  return { text, explanation: `${source} ${result}, ${how[language]}` };
}

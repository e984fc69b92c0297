import type { Reading, Slot } from "../language/request-reader.ts";
import { endOfWords, skipSpaces, type RequestText } from "../language/request-text.ts";
import { exact, factorial, operate, root, type Amount, type Operation } from "./exact.ts";
import { unsignedNumber } from "./number-slot.ts";
import {
  POSTFIXES,
  POWER_WORDS,
  PRODUCT_WORDS,
  ROOTS,
  SUM_WORDS,
  type OperatorWords,
} from "./operator-words.ts";

/** A sum that was read and worked out. */
export interface Expression {
  readonly amount: Amount;
  /** How many operations it holds. */
  readonly operations: number;
  /** What was read, as it was written. */
  readonly source: string;
}

const MAX_LENGTH = 300;
const MAX_DEPTH = 30;
const MAX_OPERATIONS = 100;

/**
 * Reads and works out the longest sum that begins at a place: numbers and number words, + - × ÷ ^ !, parentheses, square and
 * cube roots. Nothing where the value is undefined, too long, or read in two ways by people:
 * −2², 2^3^2, 2 + 3! at the end. What stands side by side, as 2(1+2), is not read as a product.
 */
export const expression: Slot<Expression> = (text, at) => {
  const reader = new ExpressionReader(text);
  const read = reader.sum(at, 0);
  if (read === null || reader.isRefused || read.end - at > MAX_LENGTH) return [];
  const source = text.raw.slice(at, read.end).trim();
  if (source.endsWith("!") && reader.operations > 1) return [];
  const value = { amount: read.value, operations: reader.operations, source };
  return [{ value, end: read.end }];
};

class ExpressionReader {
  operations = 0;
  /** Set for good where something was read that has no certain value. */
  isRefused = false;
  readonly #text: RequestText;

  constructor(text: RequestText) {
    this.#text = text;
  }

  sum(at: number, depth: number): Reading<Amount> | null {
    return this.#chain(at, SUM_WORDS, (place) => this.#product(place, depth));
  }

  #product(at: number, depth: number): Reading<Amount> | null {
    return this.#chain(at, PRODUCT_WORDS, (place) => this.#factor(place, depth));
  }

  /** Operands of one rank, worked out from left to right. */
  #chain(
    at: number,
    words: OperatorWords,
    operand: (at: number) => Reading<Amount> | null,
  ): Reading<Amount> | null {
    let left = operand(at);
    while (left !== null) {
      const operator = this.#operator(left.end, words);
      const right = operator && operand(operator.end);
      if (operator === null || right === null) return left;
      left = this.#done(operate(operator.value, left.value, right.value), right.end);
    }
    return left;
  }

  /** A sign binds less than a power, and no power may follow it: people read −2² in two ways. */
  #factor(at: number, depth: number): Reading<Amount> | null {
    const place = skipSpaces(this.#text.plain, at);
    const isNegative = /[-+]/.test(this.#text.plain.charAt(place));
    if (!isNegative) return this.#power(place, depth);
    const operations = this.operations;
    const inner = this.#power(place + 1, depth);
    if (inner === null) return null;
    if (this.operations > operations && this.#text.plain.charAt(place + 1) !== "(") {
      this.isRefused = true;
    }
    const isMinus = this.#text.plain.charAt(place) === "-";
    const { value, isExact } = inner.value;
    return { value: { value: isMinus ? value.neg() : value, isExact }, end: inner.end };
  }

  #power(at: number, depth: number): Reading<Amount> | null {
    const base = this.#postfixed(at, depth);
    const end = base && this.#wordsEnd(base.end, POWER_WORDS);
    if (base === null || end === null) return base;
    const exponent = this.#postfixed(this.#skipSign(end), depth);
    if (exponent === null) return base;
    if (this.#wordsEnd(exponent.end, POWER_WORDS) !== null) this.isRefused = true;
    const isNegative = this.#skipSign(end) > skipSpaces(this.#text.plain, end);
    const { value, isExact } = exponent.value;
    const signed = { value: isNegative ? value.neg() : value, isExact };
    return this.#done(operate("^", base.value, signed), exponent.end);
  }

  #skipSign(at: number): number {
    const place = skipSpaces(this.#text.plain, at);
    return this.#text.plain.charAt(place) === "-" ? place + 1 : place;
  }

  #postfixed(at: number, depth: number): Reading<Amount> | null {
    const base = this.#primary(skipSpaces(this.#text.plain, at), depth);
    if (base === null) return null;
    if (this.#text.plain.charAt(base.end) === "!") {
      return this.#done(factorial(base.value), base.end + 1);
    }
    for (const [words, exponent] of POSTFIXES) {
      const end = endOfWords(this.#text.plain, skipSpaces(this.#text.plain, base.end), words);
      if (end >= 0) return this.#done(operate("^", base.value, exact(exponent)), end);
    }
    return base;
  }

  #primary(at: number, depth: number): Reading<Amount> | null {
    if (depth > MAX_DEPTH) return null;
    if (this.#text.plain.charAt(at) === "(") return this.#parenthesis(at, depth);
    for (const [words, degree] of ROOTS) {
      const end = endOfWords(this.#text.plain, at, words);
      if (end < 0) continue;
      const inner = this.#primary(skipSpaces(this.#text.plain, end), depth + 1);
      return inner && this.#done(root(inner.value, degree), inner.end);
    }
    const number = unsignedNumber(this.#text, at)[0];
    return number === undefined ? null : { value: exact(number.value), end: number.end };
  }

  #parenthesis(at: number, depth: number): Reading<Amount> | null {
    const inner = this.sum(at + 1, depth + 1);
    if (inner === null) return null;
    const close = skipSpaces(this.#text.plain, inner.end);
    const isClosed = this.#text.plain.charAt(close) === ")";
    return isClosed ? { value: inner.value, end: close + 1 } : null;
  }

  #operator(at: number, words: OperatorWords): Reading<Operation> | null {
    const place = skipSpaces(this.#text.plain, at);
    for (const [word, operation] of words) {
      // "**" is a power.
      if (word === "*" && this.#text.plain.charAt(place + 1) === "*") continue;
      const end = endOfWords(this.#text.plain, place, word);
      if (end >= 0) return { value: operation, end };
    }
    return null;
  }

  #wordsEnd(at: number, words: readonly string[]): number | null {
    const place = skipSpaces(this.#text.plain, at);
    const ends = words.map((word) => endOfWords(this.#text.plain, place, word));
    return ends.find((end) => end >= 0) ?? null;
  }

  #done(amount: Amount | null, end: number): Reading<Amount> | null {
    this.operations += 1;
    if (amount === null || this.operations > MAX_OPERATIONS) this.isRefused = true;
    return this.isRefused || amount === null ? null : { value: amount, end };
  }
}

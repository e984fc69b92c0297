import { bignumberDependencies, create, fractionDependencies, type Fraction } from "mathjs";

/** Digits that an approximation is right to; far more than are shown. */
const APPROXIMATION_DIGITS = 60;
/** No number grows beyond this many bits, about 210 digits: nothing longer is of use, and nothing is slow. */
const MAX_BITS = 700;
const MAX_FACTORIAL = 100;

/** `typed` functions for the two exact kinds alone: the rest of the library stays out of the worker. */
const math = create(
  { ...fractionDependencies, ...bignumberDependencies },
  { precision: APPROXIMATION_DIGITS },
);

/** A number, and whether it is the true one or the nearest that could be written down. */
export interface Amount {
  readonly value: Fraction;
  readonly isExact: boolean;
}

/** An amount that is exactly `value`: a decimal numeral, an integer or a quotient such as "1/3". */
export function exact(value: Fraction | bigint | string): Amount {
  return { value: fractionOf(value), isExact: true };
}

/** `value` as a fraction; numerals such as "0.1" are taken as they are written. */
export function fractionOf(value: Fraction | bigint | string): Fraction {
  return typeof value === "object" ? value : math.fraction(String(value));
}

export type Operation = "+" | "-" | "*" | "/" | "^" | "mod";

/** The result, or null where there is none (division by zero, a root of a negative number) or where it is too long. */
export function operate(operation: Operation, left: Amount, right: Amount): Amount | null {
  const isExact = left.isExact && right.isExact;
  const [a, b] = [left.value, right.value];
  switch (operation) {
    case "+":
      return bounded(a.add(b), isExact);
    case "-":
      return bounded(a.sub(b), isExact);
    case "*":
      return bounded(a.mul(b), isExact);
    case "/":
      return b.n === 0n ? null : bounded(a.div(b), isExact);
    case "^":
      return isExact ? power(a, b) : null;
    case "mod":
      return isExact ? remainder(a, b) : null;
  }
}

/** Whole numbers only, and a positive divisor: elsewhere languages disagree about the sign. */
function remainder(a: Fraction, b: Fraction): Amount | null {
  const isDefined = a.d === 1n && b.d === 1n && a.s >= 0n && b.s > 0n && b.n > 0n;
  return isDefined ? exact(a.mod(b)) : null;
}

/** Whole exponents, and one half and one third as roots. The length of the result is known before it is worked out. */
function power(base: Fraction, exponent: Fraction): Amount | null {
  if (exponent.d !== 1n) {
    const isUnitQuotient = exponent.n === 1n && exponent.s > 0n && exponent.d <= 3n;
    return isUnitQuotient ? root({ value: base, isExact: true }, Number(exponent.d)) : null;
  }
  const bits = BigInt(Math.max(bitsOf(base.n), bitsOf(base.d)));
  if (exponent.n * bits > BigInt(MAX_BITS)) return null;
  if (base.n === 0n && (exponent.s < 0n || exponent.n === 0n)) return null;
  const raised = base.pow(exponent);
  return bounded(raised, true);
}

/** The square (2) or cube (3) root: exact where it is a quotient, else the nearest decimal of `APPROXIMATION_DIGITS`. */
export function root({ value, isExact }: Amount, degree: number): Amount | null {
  if (value.s < 0n && value.n !== 0n && degree === 2) return null;
  const [above, below] = [wholeRoot(value.n, degree), wholeRoot(value.d, degree)];
  const sign = value.s < 0n ? "-" : "";
  if (isExact && above !== null && below !== null) return exact(`${sign}${above}/${below}`);
  const decimal = math.bignumber(String(value.n)).div(String(value.d));
  const near = degree === 2 ? decimal.sqrt() : decimal.cbrt();
  return { value: fractionOf(`${sign}${near.toFixed()}`), isExact: false };
}

/** The whole root of a whole number, or null where it has none. */
function wholeRoot(value: bigint, degree: number): bigint | null {
  const decimal = math.bignumber(String(value));
  const near = BigInt((degree === 2 ? decimal.sqrt() : decimal.cbrt()).round().toFixed());
  return near ** BigInt(degree) === value ? near : null;
}

/** n! for a whole number from 0 to 100, or null. */
export function factorial({ value, isExact }: Amount): Amount | null {
  const isWhole = isExact && value.d === 1n && value.s >= 0n;
  if (!isWhole || value.n > BigInt(MAX_FACTORIAL)) return null;
  let product = 1n;
  for (let factor = 2n; factor <= value.n; factor += 1n) product *= factor;
  return exact(product);
}

function bounded(value: Fraction, isExact: boolean): Amount | null {
  return Math.max(bitsOf(value.n), bitsOf(value.d)) > MAX_BITS ? null : { value, isExact };
}

function bitsOf(value: bigint): number {
  return value.toString(16).length * 4;
}

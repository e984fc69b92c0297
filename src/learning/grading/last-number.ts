import { plainNotation } from "./plain-notation.ts";

/** Raised and lowered digits are exponents, indices or parts of a unit ("km²"), never an answer. */
const RAISED_OR_LOWERED = /[⁰¹²³⁴-⁹₀-₉]+/g;
const MINUS_SIGNS = /[−–]/g;
/**
 * A number with an optional denominator. Digits that belong to a word ("H2O", "km2") or an exponent ("x^2") are none, and a
 * dash after a letter, a digit or a bracket ("10-15") is no sign.
 */
const NUMBER =
  /(?<![\p{Script=Latin}\p{N}^)]|\^\{)[-+]?(?<![\p{Script=Latin}\p{N}^])(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<![\p{L}.])\.\d+)(?:e[-+]?\d+)?(?:\s*\/\s*\d+(?:\.\d+)?)?/giu;

/** Two numbers this near are the same; below 1 it is their share, which rounding to six digits changes by less. */
const TOLERANCE = 1e-6;
const SHARE = 5e-6;

/** The last number of a text, with thousands separators and as a fraction a/b too. Null where there is none. */
export function lastNumber(text: string): number | null {
  const plain = plainNotation(text.replace(RAISED_OR_LOWERED, "").normalize("NFKC"))
    .replace(MINUS_SIGNS, "-")
    .replaceAll("⁄", "/");
  const found = plain.match(NUMBER)?.at(-1);
  return found === undefined ? null : valueOf(found);
}

/** True if both are numbers, and equal to six digits; whole numbers must be equal exactly. */
export function isSameNumber(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return false;
  const size = Math.max(Math.abs(one), Math.abs(other));
  return Math.abs(one - other) <= Math.min(TOLERANCE, SHARE * size);
}

function valueOf(found: string): number | null {
  const [numerator, denominator = "1"] = found.split("/").map((part) => part.replaceAll(",", ""));
  const value = Number(numerator) / Number(denominator);
  return Number.isFinite(value) ? value : null;
}

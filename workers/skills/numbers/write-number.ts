import type { Fraction } from "mathjs";
import type { Amount } from "./exact.ts";

/** Decimals of an exact number that are written in full; longer ones are rounded. */
const MAX_EXACT_DECIMALS = 12;
/** A rounded number keeps this many decimals, or as many significant digits where it is below one. */
const ROUNDED_DIGITS = 6;

/** A number as it is written for a person. */
export interface WrittenNumber {
  /** With thousands separated, and with ≈ before a rounded one. */
  readonly text: string;
  readonly isRounded: boolean;
}

/** Exact where the decimals end early; otherwise rounded half away from zero, and said with ≈. */
export function writeNumber({ value, isExact }: Amount): WrittenNumber {
  const decimals = isExact ? decimalsOf(value.d) : null;
  if (decimals !== null && decimals <= MAX_EXACT_DECIMALS) {
    return { text: fixed(value, decimals), isRounded: false };
  }
  const rounded = trimZeros(fixed(value, roundedDecimals(value)));
  return { text: `≈ ${rounded}`, isRounded: true };
}

/** With exactly this many decimals, rounded half away from zero. */
export function writeRounded({ value }: Amount, decimals: number): string {
  return fixed(value, decimals);
}

/** How many decimals write 1/d in full, or null where they never end. */
function decimalsOf(divisor: bigint): number | null {
  let [rest, twos, fives] = [divisor, 0, 0];
  for (; rest % 2n === 0n; twos += 1) rest /= 2n;
  for (; rest % 5n === 0n; fives += 1) rest /= 5n;
  return rest === 1n ? Math.max(twos, fives) : null;
}

function roundedDecimals(value: Fraction): number {
  const isBelowOne = value.n < value.d;
  if (!isBelowOne || value.n === 0n) return ROUNDED_DIGITS;
  const leadingZeros = String(value.d / value.n).length - 1;
  return ROUNDED_DIGITS + leadingZeros;
}

/** `value` with exactly this many decimals. */
function fixed(value: Fraction, decimals: number): string {
  const scaled = value.n * 10n ** BigInt(decimals);
  const rounded = (2n * scaled + value.d) / (2n * value.d);
  const digits = String(rounded).padStart(decimals + 1, "0");
  const whole = groupThousands(digits.slice(0, digits.length - decimals));
  const sign = value.s < 0n && rounded > 0n ? "-" : "";
  return decimals === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${digits.slice(digits.length - decimals)}`;
}

function trimZeros(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

/** Thousands are easier to read in groups. */
function groupThousands(digits: string): string {
  const first = digits.length % 3;
  const groups = first === 0 ? [] : [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(",");
}

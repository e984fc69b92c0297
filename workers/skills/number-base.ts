import type { Reading, Slot } from "./language/request-reader.ts";
import type { RequestText } from "./language/request-text.ts";
import {
  english,
  korean,
  type Context,
  type Exact,
  type Rule,
  type Skill,
} from "./language/rule.ts";

type Base = 2 | 8 | 10 | 16;

/** Digits whose base may not be known yet. */
interface Numeral {
  /** The base that its own prefix names, or null. */
  readonly named: Base | null;
  readonly digits: string;
}
interface Conversion {
  readonly numeral: Numeral;
  readonly from?: Base;
  readonly to: Base;
}

const MAX_DIGITS = 128;
const PREFIXES = new Map<string, Base>([
  ["0b", 2],
  ["0o", 8],
  ["0x", 16],
]);
const NAMES: Readonly<Record<Base, readonly string[]>> = {
  2: ["binary", "base 2", "base-2", "2진수", "이진수", "2진법", "이진법"],
  8: ["octal", "base 8", "base-8", "8진수", "팔진수", "8진법", "팔진법"],
  10: ["decimal", "base 10", "base-10", "denary", "10진수", "십진수", "10진법", "십진법"],
  16: ["hexadecimal", "hex", "base 16", "base-16", "16진수", "십육진수", "16진법", "십육진법"],
};
const BASES: readonly Base[] = [2, 8, 10, 16];
const DIGITS: Readonly<Record<Base, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^\d+$/,
  16: /^[\da-f]+$/,
};

const baseName: Slot<Base> = ({ plain }, at) =>
  BASES.flatMap((base) =>
    NAMES[base].flatMap((name) => {
      const end = at + name.length;
      const isWhole = plain.startsWith(name, at) && !/[a-z0-9]/.test(plain.charAt(end));
      return isWhole ? [{ value: base, end }] : [];
    }),
  );

/** Digits with or without a prefix. What they mean is known only with their base. */
const numeral: Slot<Numeral> = (text: RequestText, at: number): readonly Reading<Numeral>[] => {
  const written = /(0[box])?([\da-f]+|\d{1,3}(?:,\d{3})+)(?![\w.,]\d|[a-z])/y;
  written.lastIndex = at;
  const found = written.exec(text.plain);
  if (found?.[2] === undefined || found[2].length > MAX_DIGITS) return [];
  const named = PREFIXES.get(found[1] ?? "") ?? null;
  const digits = found[2].replaceAll(",", "");
  if (named !== null && !DIGITS[named].test(digits)) return [];
  return [{ value: { named, digits }, end: at + found[0].length }];
};

const both = { numeral, from: baseName, to: baseName };
const toOnly = { numeral, to: baseName };
const TO = "(in|to|into|as|in to)";
const NUMBER = "[the] [number]";
const KO_TO = "(로|으로|로는|으로는|진수로)";
const KO_CHANGE = "[바꾸면|바꿔|변환하면|변환|나타내면|표현하면|쓰면|전환]";

const RULES: readonly Rule[] = [
  english(
    `[convert|change|write|express] ${NUMBER} {numeral} ${TO} {to} [number|notation|form]`,
    toOnly,
    converted,
  ),
  english(
    `[convert|change] [the] {from} [number|value] {numeral} ${TO} {to} [number|notation|form]`,
    both,
    converted,
  ),
  english(
    `[convert|change] {numeral} [in|from] {from} ${TO} {to} [number|notation|form]`,
    both,
    converted,
  ),
  english(`[convert|change] {numeral} ${TO} {to} from {from}`, both, converted),
  english(
    `[the] {to} (of|for|representation of|equivalent of|form of|value of) ${NUMBER} {numeral}`,
    toOnly,
    converted,
  ),
  english(
    `[the] {to} (of|for|representation of|equivalent of|form of|value of) [the] {from} [number] {numeral}`,
    both,
    converted,
  ),
  english(
    `[the] {to} (of|for|representation of|equivalent of|form of|value of) {numeral} in {from}`,
    both,
    converted,
  ),
  korean(`[숫자] {numeral} [을|를|은|는] {to} ${KO_TO} ${KO_CHANGE}`, toOnly, converted),
  korean(
    `{from} [인|의] [숫자] {numeral} [을|를|은|는] {to} ${KO_TO} ${KO_CHANGE}`,
    both,
    converted,
  ),
  korean(
    `{from} (로|으로) {numeral} [을|를|은|는|인] [수를|숫자를] {to} ${KO_TO} ${KO_CHANGE}`,
    both,
    converted,
  ),
  korean(`{numeral} (의|을|를) {to} [표현|표기|값]`, toOnly, converted),
  korean(`{from} [인|의] [숫자] {numeral} (의|을|를) {to} [표현|표기|값]`, both, converted),
];

/** Whole numbers from one of the bases 2, 8, 10 and 16 to another. */
export const numberBase: Skill = { name: "number-base", rules: RULES };

function converted({ numeral: read, from, to }: Conversion, { language }: Context): Exact | null {
  const base = baseOf(read, from, to);
  if (base === null || base === to || !DIGITS[base].test(read.digits)) return null;
  const text = valueOf(read.digits, base).toString(to).toUpperCase();
  const digits = read.digits.toUpperCase();
  const explanation = {
    en: `${digits} in base ${String(base)} = ${text} in base ${String(to)}`,
    ko: `${String(base)}진수 ${digits} = ${String(to)}진수 ${text}`,
  };
  return { text, explanation: explanation[language] };
}

/** Without a named base digits are decimal, unless they are asked for in decimal: then nothing says what they are. */
function baseOf({ named }: Numeral, from: Base | undefined, to: Base): Base | null {
  if (named !== null) return from === undefined || from === named ? named : null;
  return from ?? (to === 10 ? null : 10);
}

function valueOf(digits: string, base: Base): bigint {
  if (base === 10) return BigInt(digits);
  return BigInt(`${{ 2: "0b", 8: "0o", 16: "0x" }[base]}${digits}`);
}

import type { Fraction } from "mathjs";
import type { Reading } from "../language/request-reader.ts";
import { skipSpaces } from "../language/request-text.ts";
import { fractionOf } from "./exact.ts";

const DIGITS = "영일이삼사오육칠팔구";
const NATIVE_TENS = ["열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
/** Each with the form that stands before a noun. */
const NATIVE_ONES = [
  ["하나", "한"],
  ["둘", "두"],
  ["셋", "세"],
  ["넷", "네"],
  ["다섯"],
  ["여섯"],
  ["일곱"],
  ["여덟"],
  ["아홉"],
];
const LARGE_UNITS = [
  ["조", "1000000000000"],
  ["억", "100000000"],
  ["만", "10000"],
] as const;
const SMALL_UNITS = [
  ["천", "1000"],
  ["백", "100"],
  ["십", "10"],
] as const;
const NUMERAL = /\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,12})?/y;

/**
 * Reads a Korean number from `at`: "이십오", "스물다섯", "3만 5천", "1.5억". Null where none begins there; digits alone
 * are none.
 */
export function readKoreanNumber(plain: string, at: number): Reading<Fraction> | null {
  return readNative(plain, at) ?? readSino(plain, at);
}

function readNative(plain: string, at: number): Reading<Fraction> | null {
  if (plain.startsWith("스무", at)) return { value: fractionOf("20"), end: at + 2 };
  const tens = NATIVE_TENS.findIndex((word) => plain.startsWith(word, at));
  const place = at + (NATIVE_TENS[tens]?.length ?? 0);
  const ones = NATIVE_ONES.findIndex((forms) => startsWithAny(plain, place, forms) !== null);
  if (tens < 0 && ones < 0) return null;
  const end = place + (startsWithAny(plain, place, NATIVE_ONES[ones] ?? [])?.length ?? 0);
  return { value: fractionOf(String(10 * (tens + 1) + ones + 1)), end };
}

function startsWithAny(plain: string, at: number, forms: readonly string[]): string | null {
  return forms.find((form) => plain.startsWith(form, at)) ?? null;
}

/** Sections of four digits, each with its large unit; the last may have none. */
function readSino(plain: string, at: number): Reading<Fraction> | null {
  let total = fractionOf("0");
  let end = at;
  for (const [unit, scale] of [...LARGE_UNITS, ["", "1"] as const]) {
    const section = readScaled(plain, end === at ? at : skipSpaces(plain, end), unit);
    if (section === null || (unit === "만" && section.value === null && end > at)) continue;
    total = total.add((section.value ?? fractionOf("1")).mul(scale));
    end = section.end;
  }
  const isDigitsAlone = !/[가-힣]/.test(plain.slice(at, end));
  return isDigitsAlone ? null : { value: total, end };
}

/** A section and its unit; 만 may stand without a section. */
function readScaled(plain: string, at: number, unit: string): Reading<Fraction | null> | null {
  const section = readSection(plain, at);
  const place = section?.end ?? at;
  if (!plain.startsWith(unit, place) || (section === null && unit !== "만")) return null;
  return { value: section?.value ?? null, end: place + unit.length };
}

/** A section below ten thousand, as "이천십오", "5천 3백" or "1,500". */
function readSection(plain: string, at: number): Reading<Fraction> | null {
  let total = fractionOf("0");
  let end = at;
  for (const [unit, scale] of SMALL_UNITS) {
    const start = end === at ? at : skipSpaces(plain, end);
    const factor = readFactor(plain, start);
    const place = factor?.end ?? start;
    if (!plain.startsWith(unit, place)) continue;
    total = total.add((factor?.value ?? fractionOf("1")).mul(scale));
    end = place + unit.length;
  }
  const last = readFactor(plain, end);
  if (last !== null) return { value: total.add(last.value), end: last.end };
  return end === at ? null : { value: total, end };
}

/** One Korean digit, or a numeral. */
function readFactor(plain: string, at: number): Reading<Fraction> | null {
  const digit = at < plain.length ? DIGITS.indexOf(plain.charAt(at)) : -1;
  if (digit >= 0) return { value: fractionOf(String(digit)), end: at + 1 };
  NUMERAL.lastIndex = at;
  const numeral = NUMERAL.exec(plain)?.[0];
  if (numeral === undefined) return null;
  return { value: fractionOf(numeral.replaceAll(",", "")), end: at + numeral.length };
}

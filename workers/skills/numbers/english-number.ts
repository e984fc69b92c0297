import type { Fraction } from "mathjs";
import type { Reading } from "../language/request-reader.ts";
import { fractionOf } from "./exact.ts";

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES = new Map([
  ["thousand", 1_000],
  ["million", 1_000_000],
  ["billion", 1_000_000_000],
]);
const SPELLINGS = new Map([
  ["fourty", "forty"],
  ["ninty", "ninety"],
]);
/** More words than any number below a trillion has. */
const MAX_WORDS = 24;
const WORD = /([a-z]+)(?:\s*-\s*|\s+)?/y;

/**
 * Reads number words as "one hundred and twenty-five" or "three point one four" from `at`, as many as make one number.
 * Null where none begins there.
 */
export function readEnglishNumber(plain: string, at: number): Reading<Fraction> | null {
  if (/[a-z]/.test(plain.charAt(at - 1))) return null;
  const sum = new WordSum();
  let end = -1;
  for (const word of wordsFrom(plain, at)) {
    if (!sum.take(word.text)) break;
    if (sum.isComplete) end = word.end;
  }
  return end < 0 ? null : { value: fractionOf(sum.numeral), end };
}

interface Word {
  readonly text: string;
  /** Behind the word itself. */
  readonly end: number;
}

function* wordsFrom(plain: string, at: number): Generator<Word> {
  let place = at;
  for (let count = 0; count < MAX_WORDS; count += 1) {
    WORD.lastIndex = place;
    const found = WORD.exec(plain);
    if (found?.[1] === undefined) return;
    yield { text: SPELLINGS.get(found[1]) ?? found[1], end: place + found[1].length };
    place = WORD.lastIndex;
  }
}

/** Adds number words up, and refuses each that cannot follow the ones before. */
class WordSum {
  /** False behind "and", "a" and "point", which need a number to follow. */
  isComplete = false;
  #total = 0;
  /** Below the next scale word. */
  #group = 0;
  /** The next word must add less than this to the group. */
  #room = Infinity;
  #smallestScale = Infinity;
  #decimals: string | null = null;

  /** Of the words up to the last complete one. */
  get numeral(): string {
    const whole = String(this.#total + this.#group);
    return this.#decimals === null || this.#decimals === "" ? whole : `${whole}.${this.#decimals}`;
  }

  take(word: string): boolean {
    if (this.#decimals !== null) return this.#takeDecimal(word);
    if (word === "hundred") return this.#takeHundred();
    const scale = SCALES.get(word);
    if (scale !== undefined) return this.#takeScale(scale);
    if (word === "and" || word === "a" || word === "point") return this.#takeJoint(word);
    const one = ONES.indexOf(word);
    if (one >= 0) return this.#add(one, 0, one < 10 ? 10 : 100);
    const ten = TENS.indexOf(word);
    return ten >= 0 && this.#add(20 + 10 * ten, 10, 100);
  }

  /** Adds a value that is below `needs` where the words before leave that room; leaves `room` to the next. */
  #add(value: number, room: number, needs: number): boolean {
    if (this.#room < needs) return false;
    this.#group += value;
    this.#room = room;
    this.isComplete = true;
    return true;
  }

  #takeHundred(): boolean {
    if (this.#group < 1 || this.#group > 99 || this.#isHundredTaken) return false;
    this.#group *= 100;
    this.#room = 100;
    this.isComplete = true;
    return true;
  }

  get #isHundredTaken(): boolean {
    return this.#group % 100 === 0;
  }

  #takeScale(scale: number): boolean {
    if (this.#group === 0 || scale >= this.#smallestScale) return false;
    this.#total += this.#group * scale;
    this.#group = 0;
    this.#room = Infinity;
    this.#smallestScale = scale;
    this.isComplete = true;
    return true;
  }

  /** "a" begins "a hundred", "and" goes on behind hundreds and thousands, "point" begins the decimals. */
  #takeJoint(word: "and" | "a" | "point"): boolean {
    if (word === "a") {
      if (this.#total + this.#group > 0 || this.isComplete) return false;
      this.#group = 1;
    } else if (!this.isComplete) {
      return false;
    } else if (word === "point") {
      this.#decimals = "";
    } else if (this.#room < 100) {
      return false;
    }
    this.isComplete = false;
    return true;
  }

  #takeDecimal(word: string): boolean {
    const digit = ONES.indexOf(word);
    if (digit < 0 || digit > 9) return false;
    this.#decimals = `${this.#decimals ?? ""}${String(digit)}`;
    this.isComplete = true;
    return true;
  }
}

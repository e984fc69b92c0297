import type { Chance } from "./seeded-chance.ts";

const MOST_TYPOS = 3;
/** Words that stand alone between white space and sentence signs: no numbers, code, addresses, formulas or quoted names. */
const PLAIN_WORD = /(?<=^|[\s"'(])(?:\p{Script=Latin}{3,}|[가-힣]{2,})(?=[.,;:!?"')]*(?:\s|$))/gu;
const FENCED = /```[\s\S]*?(?:```|$)/g;
const KEY_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"] as const;

const FIRST_SYLLABLE = 0xac00;
const VOWELS = 21;
const FINALS = 28;
/** Vowels that are mistaken for each other or share a key, by their place among the 21 (ㅐㅔ, ㅒㅖ, ㅏㅑ, ㅓㅕ, ㅗㅛ, ㅜㅠ, ㅙㅚㅞ). */
const VOWEL_SLIPS = [2, 5, 0, 7, 6, 1, 4, 3, 12, 10, 11, 15, 8, 17, 16, 10, 14, 13, 20, 18, 19];

/**
 * The text with 1 to 3 typing errors, each in another word: two letters swapped, one left out, doubled or its neighbour on
 * the keyboard; in Hangul two syllables swapped, a vowel mistaken or a final consonant left out. Code, numbers and formulas
 * stay whole. A text without a plain word comes back as it is.
 */
export function withTypos(text: string, chance: Chance): string {
  const fences = Array.from(text.matchAll(FENCED), ({ 0: code, index }) => [
    index,
    index + code.length,
  ]);
  const words = Array.from(text.matchAll(PLAIN_WORD)).filter(
    ({ index }) => !fences.some(([start = 0, end = 0]) => index >= start && index < end),
  );
  const count = 1 + chance.below(Math.min(MOST_TYPOS, words.length));
  const hit = chance.shuffle(words).slice(0, count);
  return hit
    .toSorted((one, other) => other.index - one.index)
    .reduce((typed, { 0: word, index }) => {
      return typed.slice(0, index) + mistype(word, chance) + typed.slice(index + word.length);
    }, text);
}

function mistype(word: string, chance: Chance): string {
  return /^[가-힣]/.test(word) ? mistypeHangul(word, chance) : mistypeLatin(word, chance);
}

function mistypeLatin(word: string, chance: Chance): string {
  const at = chance.below(word.length - 1);
  const [head, letter, next, tail] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  const typed = chance.pick([
    next + letter,
    next,
    letter + letter + next,
    neighbourKey(letter, chance) + next,
  ]);
  return head + typed + tail;
}

function neighbourKey(letter: string, chance: Chance): string {
  const small = letter.toLowerCase();
  const row = KEY_ROWS.find((keys) => keys.includes(small));
  if (row === undefined) return letter;
  const at = row.indexOf(small);
  const key = chance.pick([row.charAt(at - 1), row.charAt(at + 1)].filter((each) => each !== ""));
  return small === letter ? key : key.toUpperCase();
}

function mistypeHangul(word: string, chance: Chance): string {
  const at = chance.below(word.length - 1);
  const swapped = word.charAt(at + 1) + word.charAt(at);
  const slipped = slip(word.charCodeAt(at), chance) + word.charAt(at + 1);
  return word.slice(0, at) + chance.pick([swapped, slipped, slipped]) + word.slice(at + 2);
}

/** A syllable is (initial × 21 + vowel) × 28 + final from U+AC00 on (Unicode, section 3.12). */
function slip(code: number, chance: Chance): string {
  const place = code - FIRST_SYLLABLE;
  const final = place % FINALS;
  const vowel = Math.floor(place / FINALS) % VOWELS;
  const wrongVowel = code + ((VOWEL_SLIPS[vowel] ?? vowel) - vowel) * FINALS;
  return String.fromCharCode(final > 0 ? chance.pick([wrongVowel, code - final]) : wrongVowel);
}

import type { Slot } from "../language/request-reader.ts";
import { skipSpaces } from "../language/request-text.ts";

/** A list as it was written. */
export interface WrittenList {
  readonly items: readonly string[];
  /** What stands between two items when it is written again. */
  readonly separator: ", " | " " | "\n";
}

const MAX_ITEMS = 1_000;
/** An item of more words is likelier a sentence than an item. */
const MAX_WORDS = 4;
/** Words of a sentence, which no plain item holds. */
const SENTENCE =
  /(?:^|\s)(?:and|or|then|but|please|also|thanks|in|by|from|with|for|to|is|are)(?:\s|$)|[?!:;]|그리고|해\s?줘|알려|주세요|하고|순으로/i;

/** The rest of the request as a list: items apart by line ends or commas, or by spaces behind a colon or between numbers. */
export const restList: Slot<WrittenList> = ({ plain, raw }, at) => {
  const start = /[:\s]/.test(plain.charAt(at)) ? skipSpaces(plain, at + 1) : at;
  const isIntroduced = /[:\n]\s*$/.test(plain.slice(Math.max(0, start - 8), start));
  return listOf(raw.slice(start, endOfList(plain, start)), raw.length).filter(
    ({ value }) =>
      isIntroduced || value.separator !== " " || value.items.every((item) => /\d/.test(item)),
  );
};

/** A list that ends before the place where the template goes on. */
export const innerList: Slot<WrittenList> = ({ plain, raw }, at) => {
  const bracket = /^\[[^\]\n]*\]/.exec(plain.slice(at));
  if (bracket !== null)
    return listOf(raw.slice(at, at + bracket[0].length), at + bracket[0].length);
  const spaced =
    /^-?\d+(?:\.\d+)?(?:\s+-?\d+(?:\.\d+)?)+(?![\d.,])/.exec(plain.slice(at))?.[0].length ?? 0;
  const ends = spaced > 0 ? [at + spaced] : innerEnds(plain, at);
  return ends.flatMap((end) => listOf(raw.slice(at, end), end));
};

/** Behind each word that a comma comes before: there a list may end. */
function innerEnds(plain: string, at: number): readonly number[] {
  const ends: number[] = [];
  const item = /[^\s,]+\s*,\s*/y;
  item.lastIndex = at;
  let place = at;
  while (item.test(plain) && ends.length < MAX_ITEMS) {
    place = item.lastIndex;
    ends.push(place);
  }
  if (ends.length === 0) return [];
  const last = /(?:and\s+)?[^\s,]+/y;
  last.lastIndex = place;
  if (!last.test(plain)) return [];
  const end = last.lastIndex;
  return [end - particleLength(plain.slice(place, end))];
}

/**
 * Korean particles hang on the last item: 을 and 은 on a syllable that ends in a consonant, 를 and 는 on one that does not, so
 * that 가을 keeps its own 을. Behind a digit any of them is a particle.
 */
function particleLength(item: string): number {
  const found = /(.)(을|를|은|는|의|에서)$/su.exec(item);
  if (found?.[1] === undefined || found[2] === undefined) return 0;
  const [, stem, particle] = found;
  if (/\d/.test(stem)) return particle.length;
  if (!/[가-힣]/.test(stem) || particle === "의" || particle === "에서") return 0;
  const endsInConsonant = (stem.charCodeAt(0) - 0xac00) % 28 > 0;
  return endsInConsonant === /[을은]/.test(particle) ? particle.length : 0;
}

function endOfList(plain: string, start: number): number {
  const tail = /[\s.?]*$/.exec(plain.slice(-8))?.[0].length ?? 0;
  return Math.max(start, plain.length - tail);
}

function listOf(written: string, end: number): readonly { value: WrittenList; end: number }[] {
  const bare = written.trim().replace(/^\[(.*)\]$/s, "$1");
  const separator = bare.includes("\n")
    ? "\n"
    : bare.includes(",") || bare.includes("、")
      ? ", "
      : " ";
  const items = splitItems(bare, separator).map(cleanItem);
  const isList = items.length >= 2 && items.length <= MAX_ITEMS && items.every(isItem);
  return isList ? [{ value: { items, separator }, end }] : [];
}

function splitItems(bare: string, separator: WrittenList["separator"]): readonly string[] {
  switch (separator) {
    case "\n":
      return bare.split(/\n/).filter((line) => line.trim() !== "");
    case ", ":
      // "a, b, and c" and "a, b and c".
      return bare.replace(/,?\s+and\s+(?=[^\s,]+$)/i, ", ").split(/[,、]/);
    case " ":
      return bare.split(/\s+and\s+|\s+/);
  }
}

function cleanItem(item: string): string {
  const bare = item.trim().replace(/^[-*•]\s+/, "");
  return /^(["'“‘]).*["'”’]$/.test(bare) ? bare.slice(1, -1) : bare;
}

function isItem(item: string): boolean {
  return item !== "" && item.split(/\s+/).length <= MAX_WORDS && !SENTENCE.test(item);
}

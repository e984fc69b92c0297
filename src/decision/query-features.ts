import type { Query } from "../terms/query.ts";
import { canonicalText } from "./canonical-text.ts";
import { queryStructure } from "./query-structure.ts";

/** Changes whenever the same query would give other features: a model fitted on another version is refused. */
export const FEATURE_VERSION = "features-2";

/** Rows of the embedding table by kind of n-gram. Row 0 means nothing: every text has at least one row. */
export const FEATURE_REGIONS = {
  words: { start: 1, size: 1 << 14 },
  pairs: { start: 1 + (1 << 14), size: 1 << 12 },
  characters: { start: 1 + (1 << 14) + (1 << 12), size: 1 << 13 },
  /** Words and characters of scripts other than Latin: apart, so that a script hardly trained on is seen to be unfamiliar. */
  otherScripts: { start: 1 + (1 << 14) + (1 << 12) + (1 << 13), size: 1 << 13 },
} as const;
export const FEATURE_ROWS = FEATURE_REGIONS.otherScripts.start + FEATURE_REGIONS.otherScripts.size;

/** A preceding turn is read together with a follow-up of at most this many words ("and why?"). */
const FOLLOW_UP_WORDS = 6;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 4;

/** Sparse n-gram features (table rows and their weights; unit length per region) and the structural ones. */
export interface QueryFeatures {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  readonly structure: Float32Array;
}

type Region = (typeof FEATURE_REGIONS)[keyof typeof FEATURE_REGIONS];

/**
 * The features of a query, the same for training, worker and tools. `text` and `precedingText` are normalised already
 * (`normaliseText`); what is read of them is their `canonicalText`. Deterministic, finite for any text; ids are in
 * first-seen order and distinct.
 */
export function queryFeatures(
  query: Pick<Query, "text" | "precedingText" | "demands">,
): QueryFeatures {
  const text = textToRead(query);
  const words = splitWords(text);
  const rows = [
    ...weighedRows(countGrams(words.filter(isLatin)), FEATURE_REGIONS.words),
    ...weighedRows(countGrams(wordPairs(words)), FEATURE_REGIONS.pairs),
    ...weighedRows(countGrams(characterGrams(words)), FEATURE_REGIONS.characters),
    ...weighedRows(countGrams(otherScriptGrams(words)), FEATURE_REGIONS.otherScripts),
  ];
  if (rows.length === 0) rows.push([0, 1]);
  return {
    ids: Int32Array.from(rows, ([id]) => id),
    weights: Float32Array.from(rows, ([, weight]) => weight),
    structure: queryStructure(text, words, query.demands),
  };
}

function textToRead(query: Pick<Query, "text" | "precedingText">): string {
  const text = canonicalText(query.text);
  if (query.precedingText === "") return text;
  const isFollowUp = splitWords(text).length <= FOLLOW_UP_WORDS;
  return isFollowUp ? `${canonicalText(query.precedingText)}\n${text}` : text;
}

/** Words, numbers as their count of digits ("#3"), every other sign alone. */
function splitWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
  return words.map((word) => (/^\p{N}/u.test(word) ? `#${Math.min(word.length, 9)}` : word));
}

function isLatin(word: string): boolean {
  return !/^[\p{L}\p{M}]/u.test(word) || /^\p{Script=Latin}/u.test(word);
}

function* wordPairs(words: readonly string[]): Iterable<string> {
  let previous = "";
  for (const word of words) {
    yield `${previous} ${word}`;
    previous = word;
  }
  if (words.length > 0) yield `${previous} `;
}

function* characterGrams(words: readonly string[]): Iterable<string> {
  for (const word of words) {
    if (!/^\p{Script=Latin}/u.test(word)) continue;
    const bounded = `<${word}>`;
    for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
      for (let at = 0; at + size <= bounded.length; at += 1) yield bounded.slice(at, at + size);
    }
  }
}

function* otherScriptGrams(words: readonly string[]): Iterable<string> {
  for (const word of words) {
    if (isLatin(word)) continue;
    yield word;
    for (let at = 0; at + 2 <= word.length; at += 1) yield `<${word.slice(at, at + 2)}`;
  }
}

function countGrams(grams: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}

/** One row for each bucket: 1 + ln(count), summed where grams collide, scaled to length 1 over the region. */
function weighedRows(counts: ReadonlyMap<string, number>, region: Region): [number, number][] {
  const weights = new Map<number, number>();
  for (const [gram, count] of counts) {
    const row = region.start + (hash(gram) % region.size);
    weights.set(row, (weights.get(row) ?? 0) + 1 + Math.log(count));
  }
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares);
  return Array.from(weights, ([row, weight]) => [row, weight / length]);
}

/** FNV-1a over UTF-16 code units (Fowler, Noll, Vo), then the finaliser of MurmurHash3 so that the low bits mix; unsigned 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

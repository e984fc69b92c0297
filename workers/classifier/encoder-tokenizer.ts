import { createPieceTrie, NO_ROW, ROOT } from "./piece-trie.ts";
import type { PieceTrie } from "./piece-trie.ts";

/** The pieces of a unigram vocabulary: a row of the encoder's table and a log probability for each. */
export interface Vocabulary {
  readonly pieces: PieceTrie;
  readonly scores: Float64Array;
  /** UTF-16 code units of the longest piece. */
  readonly longest: number;
}

/** Tokens of one text, begin and end among them. */
export interface TokenizedText {
  readonly ids: Int32Array;
  readonly isTruncated: boolean;
}

/** The first rows of every vocabulary. The score of the first is that of a character which no piece holds. */
const UNKNOWN = 0;
const BEGIN = 1;
const END = 2;
const SPECIAL_ROWS = 3;

/** What SentencePiece's `nmt_nfkc` rules turn into a space besides what NFKC does: some controls, and its own sign for a space. */
const AS_SPACE = /[\t\n\f\r\u1680\u200b\u200e\u200f\u2028\u2029\u2581\ufeff\ufffd]/g;
const SPACE_SIGN = "\u2581";

/** Reads lines of piece, tab, log probability. Null for a text that is no vocabulary. */
export function readVocabulary(text: string): Vocabulary | null {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const scores = new Float64Array(lines.length);
  const pieces: [string, number][] = [];
  let longest = 0;
  for (const [row, line] of lines.entries()) {
    const tab = line.indexOf("\t");
    scores[row] = tab < 1 ? NaN : Number(line.slice(tab + 1));
    // Begin, end and unknown have names, which must not be found in a text.
    if (row < SPECIAL_ROWS) continue;
    pieces.push([line.slice(0, Math.max(0, tab)), row]);
    longest = Math.max(longest, tab);
  }
  if (pieces.length === 0 || scores.some(Number.isNaN)) return null;
  return { pieces: createPieceTrie(pieces), scores, longest };
}

/**
 * The likeliest pieces of a text (Kudo 2018, unigram language model; the best path by Viterbi), as SentencePiece finds them
 * for the model this vocabulary was cut from. At most `maxTokens`, of which two are begin and end.
 */
export function tokenize(text: string, vocabulary: Vocabulary, maxTokens: number): TokenizedText {
  const room = maxTokens - 2;
  // No more than this can become `room` pieces, and a huge text costs no more than a long one.
  const units = room * vocabulary.longest;
  const pieces = bestPieces(normalise(text.slice(0, units)), vocabulary);
  const isTruncated = text.length > units || pieces.length > room;
  return { ids: Int32Array.from([BEGIN, ...pieces.slice(0, room), END]), isTruncated };
}

function normalise(text: string): string {
  const plain = text.replace(AS_SPACE, " ").normalize("NFKC").replace(/ +/g, " ");
  const trimmed = plain.replace(/^ | $/g, "");
  return trimmed === "" ? "" : SPACE_SIGN + trimmed.replaceAll(" ", SPACE_SIGN);
}

function bestPieces(text: string, vocabulary: Vocabulary): number[] {
  if (text === "") return [UNKNOWN];
  const { startOf, rowOf } = bestSteps(text, vocabulary);
  const pieces: number[] = [];
  for (let end = text.length; end > 0; end = startOf[end] ?? 0) pieces.push(rowOf[end] ?? UNKNOWN);
  return pieces.toReversed();
}

/** For each place in the text the last piece of the best way there: where it starts, and its row. */
function bestSteps(text: string, { pieces, scores }: Vocabulary) {
  const best = new Float64Array(text.length + 1).fill(-Infinity);
  const startOf = new Int32Array(text.length + 1);
  const rowOf = new Int32Array(text.length + 1);
  best[0] = 0;
  const step = (start: number, end: number, row: number): void => {
    const score = (best[start] ?? -Infinity) + (scores[row] ?? -Infinity);
    if (score <= (best[end] ?? -Infinity)) return;
    best[end] = score;
    startOf[end] = start;
    rowOf[end] = row;
  };
  for (let start = 0; start < text.length; start += 1) {
    // No piece ends in the middle of a surrogate pair.
    if (best[start] === -Infinity) continue;
    // A piece of the same character has always more than this.
    step(start, start + unitsAt(text, start), UNKNOWN);
    let place = ROOT;
    for (let index = start; index < text.length; index += 1) {
      place = pieces.next(place, text.charCodeAt(index));
      if (place === ROOT) break;
      const row = pieces.rowAt(place);
      if (row !== NO_ROW) step(start, index + 1, row);
    }
  }
  return { startOf, rowOf };
}

/** UTF-16 code units of the character that starts here. */
function unitsAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

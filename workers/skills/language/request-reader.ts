import type { WordNode } from "./parse-template.ts";
import { endOfWords, skipSpaces, type RequestText } from "./request-text.ts";

/** Something that was read at a place, and the place behind it. */
export interface Reading<Value> {
  readonly value: Value;
  readonly end: number;
}

/** Reads what stands at a place in every way that it can be read; an empty list where it cannot. */
export type Slot<Value> = (text: RequestText, at: number) => readonly Reading<Value>[];

/** One request while all phrases are tried on it: what was read once is not read again, and the work is bounded. */
export class RequestReader {
  readonly text: RequestText;
  #steps: number;
  readonly #readings = new Map<Slot<unknown>, Map<number, readonly Reading<unknown>[]>>();
  readonly #ends = new Map<WordNode, Map<number, readonly number[]>>();

  constructor(text: RequestText, maxSteps: number) {
    this.text = text;
    this.#steps = maxSteps;
  }

  /** Whether not everything was tried. */
  get isSpent(): boolean {
    return this.#steps < 0;
  }

  /** Counts one step; false once there are none left. */
  takeStep(): boolean {
    this.#steps -= 1;
    return this.#steps >= 0;
  }

  /** What a slot reads at a place. */
  readings(slot: Slot<unknown>, at: number): readonly Reading<unknown>[] {
    return remembered(this.#readings, slot, at, () =>
      slot(this.text, skipSpaces(this.text.plain, at)),
    );
  }

  /** Every place behind words that have no slot among them, each once. */
  ends(node: WordNode, at: number): readonly number[] {
    return remembered(this.#ends, node, at, () => this.#findEnds(node, at));
  }

  #findEnds(node: WordNode, at: number): readonly number[] {
    if (!this.takeStep()) return [];
    switch (node.kind) {
      case "words": {
        const { plain } = this.text;
        const place = skipSpaces(plain, at);
        const isBehindComma = plain.charAt(place) === "," && node.words !== ",";
        const start = isBehindComma ? skipSpaces(plain, place + 1) : place;
        const end = endOfWords(plain, start, node.words);
        return end < 0 ? [] : [end];
      }
      case "word-sequence":
        return node.items.reduce<readonly number[]>(
          (places, item) => unique(places.flatMap((place) => this.ends(item, place))),
          [at],
        );
      case "word-choice":
        return unique(node.options.flatMap((option) => this.ends(option, at)));
      case "word-optional":
        return unique([...this.ends(node.item, at), at]);
    }
  }
}

function unique(places: readonly number[]): readonly number[] {
  return places.length < 2 ? places : [...new Set(places)];
}

/** The result for this key and place, worked out at the first call alone. */
function remembered<Key, Result>(
  results: Map<Key, Map<number, Result>>,
  key: Key,
  at: number,
  work: () => Result,
): Result {
  let byPlace = results.get(key);
  if (byPlace === undefined) results.set(key, (byPlace = new Map<number, Result>()));
  const known = byPlace.get(at);
  if (known !== undefined) return known;
  const result = work();
  byPlace.set(at, result);
  return result;
}

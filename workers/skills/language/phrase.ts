import { parseTemplate, type TemplateNode, type WordNode } from "./parse-template.ts";
import { endOfWords, skipSpaces, type RequestText } from "./request-text.ts";

/** Something that was read at a place, and the place behind it. */
export interface Reading<Value> {
  readonly value: Value;
  readonly end: number;
}

/** Reads what stands at a place in every way that it can be read; an empty list where it cannot. */
export type Slot<Value> = (text: RequestText, at: number) => readonly Reading<Value>[];

/** The slots of a phrase, by the names that its template gives them. */
export type Slots<Values> = { readonly [Name in keyof Values]: Slot<Values[Name]> };

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

/** A sentence form with places to fill, and how to find it in a text. */
export interface Phrase<Values> {
  /** Calls `onRead` for every way to read the phrase from `at`, with what was filled in and the place behind. */
  read(reader: RequestReader, at: number, onRead: (values: Values, end: number) => void): void;
}

/**
 * Makes a phrase of a template: words, `{slot}`, `[optional]`, `(this|that)`. White space between two parts is free, and so is
 * a comma before words.
 * Fails with a SyntaxError for a template that is not one or names a slot that is not given.
 */
export function phrase<Values>(template: string, slots: Slots<Values>): Phrase<Values> {
  const node = parseTemplate(template, Object.keys(slots));
  return {
    read(reader, at, onRead) {
      const values = new Map<string, unknown>();
      // Every slot that the template demands was filled on the way to the end.
      follow(node, at, { reader, values, slots }, (end) =>
        onRead(Object.fromEntries(values) as Values, end),
      );
    },
  };
}

interface Walk {
  readonly reader: RequestReader;
  readonly values: Map<string, unknown>;
  readonly slots: Readonly<Record<string, Slot<unknown>>>;
}

/** Follows one node from `at` and calls `next` with each place behind it. */
function follow(node: TemplateNode, at: number, walk: Walk, next: (end: number) => void): void {
  if (!walk.reader.takeStep()) return;
  switch (node.kind) {
    case "slot":
      return fill(node.name, at, walk, next);
    case "sequence":
      return followSequence(node.items, 0, at, walk, next);
    case "choice":
      for (const option of node.options) follow(option, at, walk, next);
      return;
    case "optional":
      follow(node.item, at, walk, next);
      return next(at);
    case "words":
    case "word-sequence":
    case "word-choice":
    case "word-optional":
      for (const end of walk.reader.ends(node, at)) next(end);
  }
}

function followSequence(
  items: readonly TemplateNode[],
  index: number,
  at: number,
  walk: Walk,
  next: (end: number) => void,
): void {
  const item = items[index];
  if (item === undefined) return next(at);
  follow(item, at, walk, (end) => followSequence(items, index + 1, end, walk, next));
}

function fill(name: string, at: number, walk: Walk, next: (end: number) => void): void {
  const { reader, values, slots } = walk;
  const slot = slots[name];
  if (slot === undefined) return;
  for (const { value, end } of reader.readings(slot, at)) {
    values.set(name, value);
    next(end);
    values.delete(name);
  }
}

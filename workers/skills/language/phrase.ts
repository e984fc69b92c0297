import { parseTemplate, type TemplateNode } from "./parse-template.ts";
import type { RequestReader, Slot } from "./request-reader.ts";

/** The slots of a phrase, by the names that its template gives them. */
export type Slots<Values> = { readonly [Name in keyof Values]: Slot<Values[Name]> };

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

import { sourceOffset, wholeSource, type SourceText } from "./source-text.ts";

const QUOTE = 34;
const BACKSLASH = 92;
/** Tool arguments are JSON in a string of JSON; deeper than this nobody writes. */
const MAX_DEPTH = 4;

/** Shorter ones are no identifier that anyone would mind. After a colon, bracket or comma: outside of strings, mostly. */
const LONG_NUMBER = /(?<=[:[,]\s?)\d{7,40}(?=\s?[,\]}])/g;

const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Every string and every long number of a serialised JSON text, names of fields too, with its escapes resolved, and the strings inside of
 * strings that are JSON themselves. One pass over the text for each level; what is not JSON comes back whole.
 */
export function jsonStrings(body: string): readonly SourceText[] {
  const whole = wholeSource(body, 0);
  if (!isJson(body)) return [whole];
  return stringsIn(whole, 0);
}

function stringsIn(parent: SourceText, depth: number): readonly SourceText[] {
  const found: SourceText[] = numbersIn(parent);
  const { text } = parent;
  for (let at = text.indexOf('"'); at !== -1;) {
    const end = closingQuote(text, at + 1);
    const string = decode(parent, at + 1, end);
    found.push(string);
    if (string.offsets !== null && depth < MAX_DEPTH && isNestedJson(string.text)) {
      // What stands literally in `string` is seen there; only what is escaped once more needs a look of its own.
      for (const inner of stringsIn(string, depth + 1)) found.push(inner);
    }
    at = text.indexOf('"', end + 1);
  }
  return found;
}

/** A card number may stand as a number. Those inside of strings are found once more, and merged. */
function numbersIn({ text, part, base, offsets }: SourceText): SourceText[] {
  if (offsets !== null) return [];
  return [...text.matchAll(LONG_NUMBER)].map((found) => ({
    text: found[0],
    part,
    base: base + found.index,
    offsets: null,
  }));
}

function closingQuote(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index;
    if (code === BACKSLASH) index += 1;
  }
  return text.length;
}

function decode(parent: SourceText, start: number, end: number): SourceText {
  const raw = parent.text.slice(start, end);
  const { part } = parent;
  if (parent.offsets === null && !raw.includes("\\")) {
    return { text: raw, part, base: start, offsets: null };
  }
  const units: string[] = [];
  const offsets = new Uint32Array(raw.length + 1);
  let index = 0;
  while (index < raw.length) {
    offsets[units.length] = sourceOffset(parent, start + index);
    const [unit, length] = unitAt(raw, index);
    units.push(unit);
    index += length;
  }
  offsets[units.length] = sourceOffset(parent, start + raw.length);
  return { text: units.join(""), part, base: 0, offsets: offsets.slice(0, units.length + 1) };
}

/** The code unit that begins here, and how many units it is written with. */
function unitAt(raw: string, index: number): readonly [string, number] {
  const plain = raw.charAt(index);
  if (plain !== "\\") return [plain, 1];
  const escaped = raw.charAt(index + 1);
  if (escaped !== "u") return [ESCAPES[escaped] ?? escaped, 2];
  return [String.fromCharCode(Number.parseInt(raw.slice(index + 2, index + 6), 16)), 6];
}

function isNestedJson(text: string): boolean {
  return /^\s{0,64}[[{"]/.test(text) && isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

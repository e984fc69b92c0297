/** A request as it was written, and as it is read. Both have the same length, so that a place in one is a place in the other. */
export interface RequestText {
  readonly raw: string;
  /** Lower case, half width, plain quotes and signs. */
  readonly plain: string;
}

export type Language = "en" | "ko";

/** Longer texts are not read: nobody asks a sum at such length, and all work stays bounded. */
const MAX_LENGTH = 20_000;

/** Signs that are written in several ways, one character each. */
const PLAIN_SIGNS = new Map([
  ["‘", "'"],
  ["’", "'"],
  ["`", "'"],
  ["´", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["「", '"'],
  ["」", '"'],
  ["『", '"'],
  ["』", '"'],
  ["×", "*"],
  ["✕", "*"],
  ["·", "*"],
  ["∙", "*"],
  ["÷", "/"],
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["‐", "-"],
  ["、", ","],
  ["。", "."],
  ["…", "."],
]);

/** The text in its composed form, ready to be read; null where it is empty or too long. */
export function readRequestText(text: string): RequestText | null {
  if (text.length > MAX_LENGTH) return null;
  const raw = text.normalize("NFC").trim();
  if (raw === "") return null;
  let plain = "";
  for (let at = 0; at < raw.length; at += 1) plain += plainUnit(raw.charAt(at));
  return { raw, plain };
}

function plainUnit(unit: string): string {
  const sign = PLAIN_SIGNS.get(unit);
  if (sign !== undefined) return sign;
  const code = unit.charCodeAt(0);
  // Full-width forms lie at a fixed distance from ASCII.
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  const lower = half.toLowerCase();
  return lower.length === 1 ? lower : half;
}

/** The first place at or after `at` that is not white space. */
export function skipSpaces(plain: string, at: number): number {
  let place = at;
  while (place < plain.length && isSpace(plain.charCodeAt(place))) place += 1;
  return place;
}

/** Spaces, tabs, line ends and the no-break and ideographic spaces. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

/**
 * Whether `words` stand at `at`, with any white space where it has a space, and end where they stand: a Latin word is not the
 * beginning of a longer one, a number not of a longer number. Korean words have no such border, since particles follow.
 * The place behind them, or -1.
 */
export function endOfWords(plain: string, at: number, words: string): number {
  if (isLatin(words, 0) && isLatin(plain, at - 1)) return -1;
  let place = at;
  for (let index = 0; index < words.length; index += 1) {
    const unit = words.charCodeAt(index);
    if (unit === 32) {
      place = skipSpaces(plain, place);
    } else {
      if (plain.charCodeAt(place) !== unit) return -1;
      place += 1;
    }
  }
  const last = words.length - 1;
  if (isLatin(words, last) && isLatin(plain, place)) return -1;
  if (isDigit(words, last) && isDigit(plain, place)) return -1;
  return place;
}

function isLatin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

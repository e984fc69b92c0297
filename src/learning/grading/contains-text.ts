const ACCENTS = /[\u0300-\u036f]/g;
/** Signs inside a name or a number stay out of the way: "D.C." is "dc", "O'Brien" is "obrien", but "3.5" keeps its point. */
const INNER_SIGNS = /(?<=\p{L})['’.](?=\p{L}|\s|$)/gu;
const THOUSANDS = /(?<=\d),(?=\d{3})/g;
const OTHER_SIGNS = /(?![.,]\d)[^\p{L}\p{M}\p{N}]+/gu;
/** Scripts that set words together, so that a name may be followed by a particle at once. */
const SET_TOGETHER = String.raw`\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const STARTS_TOGETHER = new RegExp(`^[${SET_TOGETHER}]`, "u");
const WORD_SIGN = new RegExp(`[^${SET_TOGETHER}\\s]`, "u");

/**
 * True if the expected text occurs in the answer, whatever the case, accents and punctuation: as whole words, but within a
 * word of a script that sets words together, so that "서울" is found in "서울입니다". Spaces of such a script do not count.
 */
export function containsText(answer: string, expected: string): boolean {
  const wanted = plainWords(expected);
  if (wanted === "") return false;
  const text = plainWords(answer);
  if (occurs(text, wanted)) return true;
  return STARTS_TOGETHER.test(wanted) && withoutSpace(text).includes(withoutSpace(wanted));
}

function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(INNER_SIGNS, "")
    .replace(THOUSANDS, "")
    .replace(OTHER_SIGNS, " ")
    .trim();
}

function occurs(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const isOpen = isBoundary(text[at - 1], wanted[0]);
    if (isOpen && isBoundary(text[at + wanted.length], wanted.at(-1))) return true;
  }
  return false;
}

/** Two neighbours are of one word only if neither is space nor of a script that sets words together. */
function isBoundary(outer: string | undefined, inner: string | undefined): boolean {
  if (outer === undefined || inner === undefined) return true;
  return !(WORD_SIGN.test(outer) && WORD_SIGN.test(inner));
}

function withoutSpace(text: string): string {
  return text.replaceAll(" ", "");
}

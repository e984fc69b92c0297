import { commonWords, isCommonWord } from "./common-words.ts";

/** Only the most common words are taken for what was meant; all listed ones are known and stay. */
const MEANT_WORDS = 2000;
const SHORTEST = 3;
const LONGEST = 20;
/** Less than this share of known words is another language, a formula or a list of names: nothing is mended there. */
const LEAST_KNOWN_SHARE = 0.5;
/** Words that stand free between white space and sentence signs: no code, addresses or formulas. */
const FREE_WORD = new RegExp(
  `(?<=^|[\\s"'(])[a-z]{${SHORTEST},${LONGEST}}(?=[.,;:!?"')]*(?:\\s|$))`,
  "g",
);

interface Spelling {
  /** For every common word and all that is left of it without one letter: the places of those words among the common ones. */
  readonly shortened: ReadonlyMap<string, readonly number[]>;
  readonly meant: readonly string[];
}

let spelling: Spelling | undefined;

/**
 * English text with its plain typing errors mended: an unknown word that is one letter more, less, other or swapped away
 * from a common one becomes the most common of these. For features alone, where a rare word mistaken for a common one
 * weighs less than a typo that moves the estimate. `text` in lower case. Idempotent and linear; built on first use.
 */
export function mendTypos(text: string): string {
  const own = (spelling ??= readSpelling());
  const words = text.match(FREE_WORD) ?? [];
  const knownCount = words.filter(isCommonWord).length;
  if (knownCount < words.length * LEAST_KNOWN_SHARE) return text;
  return text.replace(FREE_WORD, (word) => (isCommonWord(word) ? word : mend(word, own)));
}

function mend(word: string, { meant, shortened }: Spelling): string {
  const places = withoutOneLetter(word).flatMap((part) => shortened.get(part) ?? []);
  const near = places.filter((place) => isOneSlip(word, meant[place] ?? ""));
  return near.length === 0 ? word : (meant[Math.min(...near)] ?? word);
}

/** Two words within one slip of each other have a part in common (Garbe's symmetric deletes). */
function readSpelling(): Spelling {
  const meant = commonWords().slice(0, MEANT_WORDS);
  const shortened = new Map<string, number[]>();
  meant.forEach((word, place) => {
    if (word.length < SHORTEST) return;
    for (const part of withoutOneLetter(word)) {
      shortened.set(part, [...(shortened.get(part) ?? []), place]);
    }
  });
  return { shortened, meant };
}

/** The word itself, and the word without each of its letters. */
function withoutOneLetter(word: string): readonly string[] {
  const parts = Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
  return [word, ...new Set(parts)];
}

/** One letter more, less or other, or two neighbours swapped (Damerau 1964). */
function isOneSlip(typed: string, meant: string): boolean {
  let at = 0;
  while (at < typed.length && typed.charAt(at) === meant.charAt(at)) at += 1;
  const [rest, meantRest] = [typed.slice(at), meant.slice(at)];
  const isSwapped =
    rest.charAt(0) === meantRest.charAt(1) && rest.charAt(1) === meantRest.charAt(0);
  return (
    rest.slice(1) === meantRest ||
    rest === meantRest.slice(1) ||
    rest.slice(1) === meantRest.slice(1) ||
    (isSwapped && rest.slice(2) === meantRest.slice(2))
  );
}

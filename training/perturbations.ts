/** Changes that leave what is asked as it was, to train and to measure a router that is steady under them. */
import type { AsidePhrases } from "./perturbations/aside-phrases.ts";
import { HELD_OUT_PHRASES } from "./perturbations/held-out-phrases.ts";
import { withReorderedOptions } from "./perturbations/reordered-options.ts";
import { seededChance } from "./perturbations/seeded-chance.ts";
import type { Chance } from "./perturbations/seeded-chance.ts";
import { withTypos } from "./perturbations/typos.ts";

export const PERTURBATIONS = [
  "typos",
  "case",
  "punctuation",
  "spacing",
  "wrappers",
  "options",
  "tricks",
] as const;
export type Perturbation = (typeof PERTURBATIONS)[number];

const FENCED = /(```[\s\S]*?(?:```|$))/;
/** Punctuation of a sentence: not of a number, an address, code, or the label of an option. */
const SENTENCE_SIGN =
  /(?<=[\p{L}\p{N}"')])(?<!(?:^|\n)\(?(?:[A-Za-z]|\d{1,2})\)?)[.,;:!?](?=\s|$)/gu;
const SENTENCE_GAP = /(?<=[.!?])(?<!(?:^|\n)\(?(?:[A-Za-z]|\d{1,2})[.)]) /g;
/** A text with at least this share of Hangul among its letters is wrapped in Korean. */
const KOREAN_SHARE = 0.3;

/**
 * `text` changed in one way, the same for the same seed. Where there is nothing to change it comes back as it is.
 * `phrases` are for wrappers and tricks: the held-out ones to measure with, `KNOWN_PHRASES` to train with.
 */
export function perturb(
  kind: Perturbation,
  text: string,
  seed: number,
  phrases: AsidePhrases = HELD_OUT_PHRASES,
): string {
  const chance = seededChance(seed);
  switch (kind) {
    case "typos":
      return withTypos(text, chance);
    case "case":
      return inProse(text, (prose) => withOtherCase(prose, chance));
    case "punctuation":
      return withOtherPunctuation(text, chance);
    case "spacing":
      return inProse(text, (prose) => withOtherSpacing(prose, chance));
    case "wrappers":
      return wrapped(text, phrases, chance);
    case "options":
      return withReorderedOptions(text, chance);
    case "tricks":
      return tricked(text, phrases, chance);
  }
}

function inProse(text: string, change: (prose: string) => string): string {
  const parts = text.split(FENCED);
  return parts.map((part) => (part.startsWith("```") ? part : change(part))).join("");
}

function withOtherCase(text: string, chance: Chance): string {
  const change = chance.pick<(prose: string) => string>([
    (prose) => prose.toLowerCase(),
    (prose) => prose.toUpperCase(),
    (prose) => prose.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()),
    (prose) =>
      prose.replace(/\p{L}/gu, (letter) =>
        chance.below(2) === 0 ? letter.toLowerCase() : letter.toUpperCase(),
      ),
  ]);
  return change(text);
}

function withOtherPunctuation(text: string, chance: Chance): string {
  const change = chance.pick<(prose: string) => string>([
    (prose) => prose.replace(SENTENCE_SIGN, ""),
    (prose) => prose.replace(SENTENCE_SIGN, (sign) => sign + sign),
    (prose) => prose.replace(SENTENCE_SIGN, (sign) => ` ${sign}`),
  ]);
  const isClosed = text.trimEnd().endsWith("```");
  const end = isClosed ? "" : chance.pick(["", ".", "?", "!", "...", "?!", "!!!"]);
  return inProse(text, change) + end;
}

function withOtherSpacing(text: string, chance: Chance): string {
  const change = chance.pick<(prose: string) => string>([
    (prose) => prose.replace(/ /g, "  "),
    (prose) => prose.replace(/ /g, (space) => (chance.below(4) === 0 ? "\t" : space)),
    (prose) => prose.replace(SENTENCE_GAP, "\n"),
    (prose) => `\n  ${prose}\n\n`,
  ]);
  return change(text);
}

function wrapped(text: string, phrases: AsidePhrases, chance: Chance): string {
  const { before, after } = isKorean(text) ? phrases.korean : phrases.english;
  const place = chance.below(3);
  const prefixed = place === 1 ? text : chance.pick(before) + text;
  return place === 0 ? prefixed : joined(prefixed, chance.pick(after).trimStart(), chance);
}

function tricked(text: string, phrases: AsidePhrases, chance: Chance): string {
  const trick = chance.pick((isKorean(text) ? phrases.korean : phrases.english).tricks);
  return chance.below(2) === 0 ? `${trick} ${text}` : joined(text, trick, chance);
}

/** A new sentence follows on the end of one or on a new line; as people do, it is set apart from a text that has no end. */
function joined(text: string, phrase: string, chance: Chance): string {
  const isOpen = !/[.!?~]["')]*$/.test(text.trimEnd());
  const isSentence = !/^[a-z]/.test(phrase);
  const join = chance.pick(isOpen && isSentence ? [". ", "\n", "\n\n"] : [" ", "\n"]);
  return text + join + phrase;
}

function isKorean(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(/[가-힣]/g)?.length ?? 0) >= KOREAN_SHARE * letters && letters > 0;
}

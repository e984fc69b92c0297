/** Changes that leave what is asked as it was, to train and to measure a router that is steady under them. */
import {
  ENGLISH_TRICKS,
  ENGLISH_WRAPPERS,
  KOREAN_TRICKS,
  KOREAN_WRAPPERS,
} from "./perturbations/held-out-phrases.ts";
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
/** Punctuation of a sentence, not of a number, an address or code. */
const SENTENCE_SIGN = /(?<=[\p{L}\p{N}"')])[.,;:!?](?=\s|$)/gu;
/** A text with at least this share of Hangul among its letters is wrapped in Korean. */
const KOREAN_SHARE = 0.3;

/** `text` changed in one way, the same for the same seed. Where there is nothing to change it comes back as it is. */
export function perturb(kind: Perturbation, text: string, seed: number): string {
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
      return wrapped(text, chance);
    case "options":
      return withReorderedOptions(text, chance);
    case "tricks":
      return tricked(text, chance);
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
    (prose) => prose.replace(/(?<=[.!?]) /g, "\n"),
    (prose) => `\n  ${prose}\n\n`,
  ]);
  return change(text);
}

function wrapped(text: string, chance: Chance): string {
  const { before, after } = isKorean(text) ? KOREAN_WRAPPERS : ENGLISH_WRAPPERS;
  const place = chance.below(3);
  const prefix = place === 1 ? "" : chance.pick(before);
  const suffix = place === 0 ? "" : chance.pick(after);
  return prefix + text + suffix;
}

function tricked(text: string, chance: Chance): string {
  const trick = chance.pick(isKorean(text) ? KOREAN_TRICKS : ENGLISH_TRICKS);
  return chance.pick([`${trick} ${text}`, `${text} ${trick}`, `${text}\n\n${trick}`]);
}

function isKorean(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(/[가-힣]/g)?.length ?? 0) >= KOREAN_SHARE * letters && letters > 0;
}

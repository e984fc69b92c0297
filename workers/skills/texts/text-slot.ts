import type { Slot } from "../language/request-reader.ts";
import { skipSpaces } from "../language/request-text.ts";

/** Words that ask for something more; behind them a text without quotes has no certain end. */
const FURTHER_REQUEST =
  /[.,!?]\s*please|please\W*$|(?:^|[\s,.;])(?:then|also|afterwards?|translate|explain|summari[sz]e|thanks|thank you|tell me)(?![a-z])|그리고|그런 다음|그 다음|번역|요약|설명|알려\s?줘|해\s?줘|주세요|부탁/;

/** The text between two quotes; the first is not an apostrophe, and the last ends a word. */
export const quotedText: Slot<string> = ({ plain, raw }, at) => {
  const quote = plain.charAt(at);
  if (quote !== '"' && quote !== "'") return [];
  const end = closingQuote(plain, at + 1, quote);
  if (end <= at + 1) return [];
  return [{ value: raw.slice(at + 1, end), end: end + 1 }];
};

/** With a second pair of quotes the closing one is not certain, except before a single pair's end. */
function closingQuote(plain: string, from: number, quote: string): number {
  const first = plain.indexOf(quote, from);
  if (quote === '"' || first < 0) return first;
  // In 'it's' the apostrophe stands between two letters.
  let end = first;
  while (end >= 0 && /[a-z]/.test(plain.charAt(end + 1))) end = plain.indexOf(quote, end + 1);
  return end;
}

/** Everything behind a colon or a line end, unless it may hold a further request. */
export const restText: Slot<string> = ({ plain, raw }, at) => {
  const sign = plain.charAt(at);
  const lastSign = plain.slice(0, at).trimEnd().at(-1);
  const start = sign === ":" ? skipSpaces(plain, at + 1) : at;
  const isIntroduced = sign === ":" || lastSign === ":" || plain.slice(0, at).endsWith("\n");
  const text = raw.slice(start);
  const isQuoted = /^["'].*["']$/s.test(plain.slice(start));
  const isUnsure = FURTHER_REQUEST.test(plain.slice(start)) || isQuoted;
  return !isIntroduced || text === "" || isUnsure ? [] : [{ value: text, end: raw.length }];
};

/** One word of letters, as it is written. */
export const bareWord: Slot<string> = ({ plain, raw }, at) => {
  const word = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/uy;
  word.lastIndex = at;
  const end = at + (word.exec(plain)?.[0].length ?? 0);
  return end === at ? [] : [{ value: raw.slice(at, end), end }];
};

/** A text that is marked as one: in quotes, or behind a colon. */
export const markedText: Slot<string> = (text, at) => {
  const colon = text.plain.charAt(at) === ":" ? skipSpaces(text.plain, at + 1) : at;
  return [...quotedText(text, colon), ...restText(text, at)];
};

/** Latin words alone, to be changed by a Korean request: "good night 대문자로". */
export const latinWords: Slot<string> = ({ plain, raw }, at) => {
  const words = /[a-z][a-z'-]*(?:\s+[a-z][a-z'-]*)*/y;
  words.lastIndex = at;
  const end = at + (words.exec(plain)?.[0].length ?? 0);
  return end === at || at > 0 ? [] : [{ value: raw.slice(at, end), end }];
};

/** Latin words that are all in capitals: the text, and no part of the sentence around it. */
export const shoutedWords: Slot<string> = ({ raw }, at) => {
  const words = /[A-Z][A-Z']*(?:\s+[A-Z][A-Z']*)+(?![\w'])|[A-Z]{4,}(?![\w'])/y;
  words.lastIndex = at;
  const end = at + (words.exec(raw)?.[0].length ?? 0);
  return end === at ? [] : [{ value: raw.slice(at, end), end }];
};

/** One letter, in quotes or bare. */
export const letter: Slot<string> = (text, at) => {
  const quoted = quotedText(text, at).filter(({ value }) => graphemes(value).length === 1);
  if (quoted.length > 0) return quoted;
  const bare = /[a-z가-힣](?![a-z])/y;
  bare.lastIndex = at;
  return bare.test(text.plain) ? [{ value: text.raw.charAt(at), end: at + 1 }] : [];
};

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What a person counts as characters: é, 👍🏽 and 각 are one each. */
export function graphemes(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

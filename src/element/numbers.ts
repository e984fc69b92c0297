import type { PathFigures } from "../index.ts";
import type { Words } from "./words/words.ts";

/** A duration as people say it: "0.4 s", "12 s". */
export function sayDuration(milliseconds: number, words: Words): string {
  const seconds = milliseconds / 1000;
  const digits = seconds < 9.95 ? 1 : 0;
  return words.chat.seconds(sayNumber(Math.max(seconds, 0.1), words, digits));
}

/** A price as people say it: "free" for nothing, two significant digits below a cent, cents above. */
export function sayMoney(usd: number, words: Words): string {
  if (usd === 0) return words.chat.free;
  const digits = usd < 0.01 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  const format = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" } as const;
  return new Intl.NumberFormat(words.locale, { ...format, ...digits }).format(usd);
}

/** A size as people say it, in decimal units: "412 bytes", "1.2 kB", "98 MB". */
export function sayBytes(bytes: number, words: Words): string {
  if (bytes < 1000) return words.chat.bytes(sayNumber(Math.round(bytes), words, 0));
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${sayNumber(value, words, value < 9.95 ? 1 : 0)} ${unit}`;
}

/** A probability as "about 3 times in 10". */
export function sayOdds(probability: number, words: Words): string {
  return words.chat.odds(Math.round(probability * 10));
}

/** A probability with its interval, in tens: "about 3 times in 10, between 1 and 5". Where all three agree, once. */
export function sayOddsRange({ mean, low, high }: PathFigures["quality"], words: Words): string {
  const odds = sayOdds(mean, words);
  const [times, least, most] = [mean, low, high].map((chance) => Math.round(chance * 10));
  if (times === undefined || least === undefined || most === undefined || least === most) {
    return odds;
  }
  if (times <= 0) return words.why.oddsAtMost(odds, most);
  if (times >= 10) return words.why.oddsAtLeast(odds, least);
  return words.why.oddsBetween(odds, least, most);
}

/** A probability as "31%". */
export function sayPercent(probability: number, words: Words): string {
  return new Intl.NumberFormat(words.locale, { style: "percent" }).format(probability);
}

/** A number in the writing of the language. */
export function sayNumber(value: number, words: Words, digits: number): string {
  return new Intl.NumberFormat(words.locale, { maximumFractionDigits: digits }).format(value);
}

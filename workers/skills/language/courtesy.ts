import { CLOSINGS, OPENINGS } from "./courtesy-words.ts";
import { endOfWords, skipSpaces } from "./request-text.ts";

/** Signs that end or join sentences. */
const SIGNS = /[\s?.,!:;=~-]/;

/** Nobody is so polite that more is needed; it bounds the work on a text that is made to take long. */
const MAX_STARTS = 40;

/** Every place where the request proper may begin: the first, and each behind what was skipped. */
export function requestStarts(plain: string): readonly number[] {
  const starts = new Set([0]);
  // A set also visits what is added while it is walked.
  for (const at of starts) {
    if (starts.size > MAX_STARTS) break;
    const place = skipSpaces(plain, at);
    const isBehindSkipped = place > 0;
    // "-5" and ".5" begin with their sign.
    if (isBehindSkipped && /^(?:[,:;!?]|[-.](?!\d))/.test(plain.slice(place, place + 2))) {
      starts.add(place + 1);
    }
    for (const words of OPENINGS) {
      const end = endOfWords(plain, place, words);
      if (end >= 0) starts.add(end);
    }
  }
  return [...starts];
}

/** Whether nothing but courtesy and signs follows `at`. */
export function isRequestEnd(plain: string, at: number): boolean {
  const places = new Set([at]);
  for (const place of places) {
    if (place >= plain.length) return true;
    if (SIGNS.test(plain.charAt(place))) places.add(place + 1);
    for (const words of CLOSINGS) {
      const end = endOfWords(plain, place, words);
      if (end >= 0) places.add(end);
    }
  }
  return false;
}

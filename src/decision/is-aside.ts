import { ENGLISH_ASIDES, KOREAN_ASIDES } from "./aside-words.ts";
import type { AsideWords } from "./aside-words.ts";

/** A name of a cloud model with its number ("gpt-4o", "claude 3.5"): one word, whatever its number. */
const MODEL_NAME =
  /\b(?:gpt|claude|gemini|o[1-9]|llama|opus|sonnet)(?:[- ]?\d[\w.]*)?(?:[- ](?:mini|turbo|pro))?(?![a-z])/gu;
/** Told by its first word or its last ending and not by the question mark, which may be gone. */
const ASKS =
  /^\W*(?:is|are|was|were|does|do(?! not)|did|am|should)\b|(?:나요|가요|까요|습니까)\W*$/;
const FORMULA = /[$=\\<>{}^_]/;
/** An order may be dressed as a question. */
const ASKS_FOR_ACTION = /^\W*(?:can|could|would|will) you\b/;
/** "I hope you are well" is a greeting; a new hope is not. */
const WISH = /\b(?:hope|hoping)(?= (?:you|this finds|all is|everything is)\b)/g;
/** A sentence of more words than this says something. */
const LONGEST_ASIDE = 30;

/**
 * Whether a sentence or clause speaks to the assistant or its router and not of the matter: a greeting, thanks or a plea,
 * a claim that the question is hard or easy, an order to use some model or to think. It is one only if every word of it is
 * empty of matter, so "use the best model" is and "which is the best model of car" is not; and what is graded, or used,
 * must be named with it, so "I am a model" is not. English and Korean. `sentence` in lower case with straight apostrophes.
 */
export function isAside(sentence: string): boolean {
  const words = split(sentence);
  if (words.length === 0 || words.length > LONGEST_ASIDE || FORMULA.test(sentence)) return false;
  return words.every((word) => wordsOf(word).isEmpty(word)) && isAddressed(sentence, words);
}

function isAddressed(sentence: string, words: readonly string[]): boolean {
  const has = (kind: Exclude<keyof AsideWords, "isEmpty">): boolean =>
    words.some((word) => wordsOf(word)[kind](word));
  if (has("isCourtesy")) return true;
  const isOrder = has("isVerb") && has("isTarget");
  const isClaim = has("isGrade") && has("isGraded");
  return ASKS.test(sentence) ? isOrder && ASKS_FOR_ACTION.test(sentence) : isOrder || isClaim;
}

function split(sentence: string): readonly string[] {
  const plain = sentence.replace(/'/g, "").replace(MODEL_NAME, "gpt").replace(WISH, "hello");
  return plain.match(/[a-z]+|[가-힣]+|[\p{L}\p{N}]+/gu) ?? [];
}

function wordsOf(word: string): AsideWords {
  return /^[가-힣]/u.test(word) ? KOREAN_ASIDES : ENGLISH_ASIDES;
}

import { plainNotation } from "./plain-notation.ts";

/** Marks that open or stress a letter; without them "**(B)**" is "B)". */
const MARKS = /[*_`"'“”‘’([{$\\]/g;
/** "The answer is B", "Answer: B", "the correct option is B", "정답은 B", "답: B". */
const ANNOUNCED =
  /(?:answer|correct (?:option|choice)|답)(?:\s+(?:is|(?:should|would|must) be)|은|이)?\s*[:\-–—]?\s*(?:(?:option|choice)\s+)?([A-J])/gi;
/** A letter that opens the answer, and one that is its whole last line. */
const AT_START = /^\s*(?:(?:option|choice)\s+)?([A-J])/i;
const ON_LAST_LINE = /\n\s*(?:(?:option|choice)\s+)?([A-J])[).\]:]*\s*$/i;

/** Folded first, so that the patterns never search through a long run. */
const SPACE = /\s+/g;

const INSIDE_A_WORD = /^[\p{Script=Latin}\p{M}\p{N}]/u;
/** "A or B", "A, B": no choice was made. The pronoun I is no second choice. */
const HEDGED = /^[)\].:]*\s*(?:or|and|또는|혹은|,|\/)\s*[A-HJ](?![\p{Script=Latin}\p{N}])/u;
/** "A가 아니라 B". */
const DENIED = /^[)\].:]*\s*(?:이|가|은|는)?\s*아니/;
/** What may follow the letter "A" or "I" if it is a choice and not the first word of a clause. */
const CLAUSE = /^\s+(?!(?:because|since|as|is|for|which|due|with|based)\b)[a-z]/;
const CLOSED = /^\s*(?:$|[).,:;\]\n])/;
/** What follows a letter that stands alone: its own mark, the end, a dash, a reason, or a Korean ending. */
const STANDS_ALONE =
  /^(?:[).\]:]+(?:\s|$)|,\s|\s*$|\s*\n|\s+[-–—]\s|\s+(?:because|since|is (?:correct|right))\b|\s*(?:입니다|이다|예요|이에요|번|[이가]\s*(?:정답|답|맞)))/;
/** As much of what follows a letter as the rules above read. */
const LOOK_AHEAD = 40;

/**
 * The choice, A to J, that an answer names: the last one it announces, else the one it opens with, else the one that is
 * its last line. Null where there is none: the article "A", the pronoun "I", and "A or B" are no choices.
 */
export function chosenLetter(answer: string): string | null {
  const text = plainNotation(answer.normalize("NFKC")).replace(MARKS, "").replace(SPACE, foldRun);
  return announced(text) ?? atStart(text) ?? ON_LAST_LINE.exec(text)?.[1]?.toUpperCase() ?? null;
}

function foldRun(run: string): string {
  return run.includes("\n") ? "\n" : " ";
}

function announced(text: string): string | null {
  const letters = Array.from(text.matchAll(ANNOUNCED), (match) => {
    const letter = match[1] ?? "";
    const rest = after(text, match);
    return isChoice(letter, rest) ? letter.toUpperCase() : null;
  });
  return letters.findLast((letter) => letter !== null) ?? null;
}

function isChoice(letter: string, rest: string): boolean {
  if (INSIDE_A_WORD.test(rest) || HEDGED.test(rest) || DENIED.test(rest)) return false;
  if (letter === letter.toLowerCase()) return CLOSED.test(rest);
  return !(isArticleOrPronoun(letter) && CLAUSE.test(rest));
}

function atStart(text: string): string | null {
  const match = AT_START.exec(text);
  const letter = match?.[1];
  if (match === null || letter === undefined) return null;
  const rest = after(text, match);
  const isPronoun = letter.toUpperCase() === "I" && rest.startsWith(",");
  const isAlone = STANDS_ALONE.test(rest) && !HEDGED.test(rest) && !isPronoun;
  return isAlone ? letter.toUpperCase() : null;
}

function isArticleOrPronoun(letter: string): boolean {
  return letter === "A" || letter === "I";
}

function after(text: string, match: RegExpExecArray): string {
  const end = match.index + match[0].length;
  return text.slice(end, end + LOOK_AHEAD);
}

import { chosenLetter } from "./grading/chosen-letter.ts";
import { containsText } from "./grading/contains-text.ts";
import { exactForm } from "./grading/exact-form.ts";
import { isSameNumber, lastNumber } from "./grading/last-number.ts";

/** How an answer is compared with the one that is known. A closed list: every question that is shipped names one. */
export type Grading = "letter" | "number" | "exact" | "contains";

/** A question whose answer is known; where several are listed, any of them is right. */
export interface GradableQuestion {
  readonly answer: string | readonly string[];
  readonly grading: Grading;
}

/**
 * Whether a model's answer is right. `letter`: the choice it names, A to J. `number`: its last number is equal. `exact`:
 * equal but for quotes, letter case and a full stop. `contains`: the expected words occur in it. Pure and total: an answer
 * that is empty or cannot be read is wrong, and so is every answer where nothing is expected.
 */
export function gradeAnswer(answer: string, question: GradableQuestion): boolean {
  if (answer.trim() === "") return false;
  const accepted = typeof question.answer === "string" ? [question.answer] : question.answer;
  return accepted
    .filter((expected) => expected.trim() !== "")
    .some((expected) => isRight(answer, expected, question.grading));
}

function isRight(answer: string, expected: string, grading: Grading): boolean {
  switch (grading) {
    case "letter":
      return isSameLetter(chosenLetter(answer), chosenLetter(expected));
    case "number":
      return isSameNumber(lastNumber(answer), lastNumber(expected));
    case "exact":
      return exactForm(answer) === exactForm(expected);
    case "contains":
      return containsText(answer, expected);
  }
}

function isSameLetter(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}

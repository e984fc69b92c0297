import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gradeAnswer, type GradableQuestion } from "../../../src/learning/grade-answer.ts";

interface KoreanQuestion extends GradableQuestion {
  readonly id: string;
  readonly prompt: string;
  readonly language: string;
}

const file = new URL("../../../training/calibration/korean.jsonl", import.meta.url);
const questions = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as KoreanQuestion);

test("there are 16 Korean questions of distinct ids, short enough for a phone", () => {
  expect(questions).toHaveLength(16);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(16);
  for (const { id, prompt, language } of questions) {
    expect(id).toMatch(/^ko:/);
    expect(language).toBe("ko");
    expect(prompt.length, id).toBeLessThan(150);
  }
});

test.each(questions)("$id: its own answer is right, alone and as a model says it", (question) => {
  const known = typeof question.answer === "string" ? question.answer : question.answer[0]!;
  expect(gradeAnswer(known, question)).toBe(true);
  const inSentence = question.grading === "exact" ? `"${known}".` : `정답은 ${known}입니다.`;
  expect(gradeAnswer(inSentence, question)).toBe(true);
  expect(gradeAnswer(question.prompt, question), "the prompt itself").toBe(false);
  expect(gradeAnswer("모르겠습니다.", question)).toBe(false);
});

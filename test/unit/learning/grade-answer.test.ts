import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gradeAnswer, type Grading } from "../../../src/learning/grade-answer.ts";

type Case = readonly [answer: string, expected: string | readonly string[]];

function grades(grading: Grading, right: readonly Case[], wrong: readonly Case[]): void {
  test.each(right)("right: %j for %j", (answer, expected) => {
    expect(gradeAnswer(answer, { answer: expected, grading })).toBe(true);
  });
  test.each(wrong)("wrong: %j for %j", (answer, expected) => {
    expect(gradeAnswer(answer, { answer: expected, grading })).toBe(false);
  });
}

describe("letter: the choice that an answer names", () => {
  grades(
    "letter",
    [
      ["B", "B"],
      ["b", "B"],
      ["B.", "B"],
      ["(B)", "B"],
      ["**B**", "B"],
      ["B) sunlight", "B"],
      ["[C] because it is so", "C"],
      ["A. sunlight", "A"],
      ["A\n\nPlants need light.", "A"],
      ["Option D", "D"],
      ["B because the others are wrong", "B"],
      ["C - water", "C"],
      ["The answer is B.", "B"],
      ["The correct answer is: **(J)** because it rains", "J"],
      ["The answer is A because plants need light.", "A"],
      ["The answer is not A. The answer is B.", "B"],
      ["answer: c", "C"],
      ["\\boxed{D}", "D"],
      ["The final answer is $\\boxed{\\text{D}}$.", "D"],
      ["A dog is no plant.\nAnswer: D", "D"],
      ["Let us think.\nIt is water.\n\nC", "C"],
      ["정답은 B입니다.", "B"],
      ["정답은 A가 아니라 B입니다. 정답은 B입니다.", "B"],
      ["답: C", "C"],
      ["정답은 (D)번입니다", "D"],
      ["B입니다.", "B"],
      ["B가 정답입니다.", "B"],
      ["Ｂ", "B"],
      ["I", "I"],
      ["B", "(B)"],
      ["C", ["B", "C"]],
    ],
    [
      ["A dog is an animal.", "A"],
      ["A sunny day", "A"],
      ["I think it is B", "I"],
      ["I, as a model, cannot say.", "I"],
      ["The answer is a good one.", "A"],
      ["The answer is A or B.", "A"],
      ["A, B", "A"],
      ["A/C", "A"],
      ["정답은 A가 아니라 B입니다.", "A"],
      ["Because", "B"],
      ["Answering this is hard.", "I"],
      ["C++ is a language", "C"],
      ["B", "A"],
      ["", "A"],
      ["K", "K"],
    ],
  );
});

describe("number: the last one is equal", () => {
  grades(
    "number",
    [
      ["42", "42"],
      ["The sum of 20 and 22 is 42.", "42"],
      ["1,234,567 people", "1234567"],
      ["3,000원입니다", "3000"],
      ["50%", "50"],
      ["12 km²", "12"],
      ["It has 12 km2", "12"],
      ["12 m^2", "12"],
      ["1/2", "0.5"],
      ["\\frac{3}{4}", "3/4"],
      ["0.333333", "1/3"],
      ["0.166667", "1/6"],
      ["0.0123457", "1/81"],
      ["½", "0.5"],
      ["x = −3", "-3"],
      ["from 10-15", "15"],
      ["답은42", "42"],
      ["４２", "42"],
      [".5", "0.5"],
      ["1.5e3", "1500"],
      ["\\boxed{7}", "7"],
      ["60 km/h", "60"],
      ["7.0", "7"],
      ["5", ["4", "5"]],
    ],
    [
      ["43", "42"],
      ["-42", "42"],
      ["42 and then 43", "42"],
      ["1234568", "1234567"],
      ["0.16666", "1/6"],
      ["forty-two", "42"],
      ["H2O", "2"],
      ["1/0", "0"],
      ["", "0"],
      ["no number", "none"],
    ],
  );
});

describe("exact: equal but for quotes, case and a full stop", () => {
  grades(
    "exact",
    [
      ["Paris", "paris"],
      ["`Paris`", "Paris"],
      ["'abc'", "abc"],
      ["abc", "'abc'"],
      ['  "Paris".  ', "Paris"],
      ["**Paris**", "Paris"],
      ["```python\n[1, 2]\n```", "[1, 2]"],
      ["'   '", "'   '"],
      ["각", "각"],
    ],
    [
      ["Paris, France", "Paris"],
      ["'  '", "'   '"],
      ["[1,2]", "[1, 2]"],
      ["", "''"],
    ],
  );
});

describe("contains: the expected words occur", () => {
  grades(
    "contains",
    [
      ["It is Paris, of course.", "Paris"],
      ["the CAFÉ at the corner", "cafe"],
      ["Washington, D.C. is the capital", "washington dc"],
      ["It costs 1,000 dollars", "1000"],
      ["서울입니다", "서울"],
      ["답은 남서울이 아니라 서울이다", "서울"],
      ["세종 대왕이 만들었다", "세종대왕"],
      ["물(H2O)입니다", "H2O"],
      ["42개", "42"],
      ["Holland", ["Netherlands", "Holland"]],
    ],
    [
      ["Parisian", "Paris"],
      ["142", "42"],
      ["3.5", "5"],
      ["London", "Paris"],
      ["anything", "?"],
      ["anything", []],
      ["부산", "서울"],
    ],
  );
});

const gradings = fc.constantFrom<Grading>("letter", "number", "exact", "contains");

test("any answer to any question is right or wrong, and an empty expectation is never met", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string(),
      gradings,
      (answer, expected, grading) => {
        expect(typeof gradeAnswer(answer, { answer: expected, grading })).toBe("boolean");
        expect(gradeAnswer(answer, { answer: " ", grading })).toBe(false);
      },
    ),
  );
});

test("a long answer is graded at once", () => {
  const long = `answer${" ".repeat(50_000)}${"a".repeat(50_000)} answer is ${"1,".repeat(20_000)} \\boxed{`;
  const start = performance.now();
  for (const grading of ["letter", "number", "exact", "contains"] as const) {
    gradeAnswer(long, { answer: "a", grading });
  }
  expect(performance.now() - start).toBeLessThan(2_000);
});

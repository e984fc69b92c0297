import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextQuestion, type TestItem } from "../../../src/learning/adaptive-test.ts";
import { modelAbility, type GradedAnswer } from "../../../src/learning/model-ability.ts";

const NONE: ReadonlySet<string> = new Set();

function item(id: string, difficulty: number, discrimination = 1, sd = 0): TestItem {
  return { id, difficulties: [{ mean: difficulty, sd }], discriminations: [discrimination] };
}

describe("the next question", () => {
  const items = [item("easy", -2), item("near", 0.4), item("hard", 3)];

  test("is the one whose difficulty is nearest to the ability", () => {
    expect(nextQuestion([{ mean: 0.5, sd: 1 }], items, NONE)?.id).toBe("near");
    expect(nextQuestion([{ mean: 2.5, sd: 1 }], items, NONE)?.id).toBe("hard");
  });

  test("is never one that was asked, and null once all were", () => {
    expect(nextQuestion([{ mean: 0.5, sd: 1 }], items, new Set(["near"]))?.id).not.toBe("near");
    expect(nextQuestion([{ mean: 0, sd: 1 }], items, new Set(["easy", "near", "hard"]))).toBeNull();
    expect(nextQuestion([{ mean: 0, sd: 1 }], [], NONE)).toBeNull();
  });

  test("discriminates: of two equally near ones the steeper is taken", () => {
    const two = [item("flat", 0, 0.5), item("steep", 0, 2)];
    expect(nextQuestion([{ mean: 0, sd: 1 }], two, NONE)?.id).toBe("steep");
  });

  test("is well known: of two equal ones the one of certain difficulty is taken", () => {
    const two = [item("a", 0, 2, 2), item("b", 0, 2, 0)];
    expect(nextQuestion([{ mean: 0, sd: 1 }], two, NONE)?.id).toBe("b");
  });

  test("asks for the dimension that is least known", () => {
    const two: TestItem[] = ["first", "second"].map((id, at) => ({
      id,
      difficulties: [
        { mean: 0, sd: 0 },
        { mean: 0, sd: 0 },
      ],
      discriminations: at === 0 ? [1, 0] : [0, 1],
    }));
    const known = { mean: 0, sd: 0.2 };
    const unknown = { mean: 0, sd: 1 };
    expect(nextQuestion([known, unknown], two, NONE)?.id).toBe("second");
    expect(nextQuestion([unknown, known], two, NONE)?.id).toBe("first");
  });

  test("equal ones are taken in order of id, whatever the order they come in", () => {
    const same = [item("c", 1), item("a", 1), item("b", 1)];
    fc.assert(
      fc.property(fc.shuffledSubarray(same, { minLength: 3 }), (shuffled) => {
        expect(nextQuestion([{ mean: 0, sd: 1 }], shuffled, NONE)?.id).toBe("a");
      }),
    );
  });

  test("passes over an item whose figures are no numbers", () => {
    const two = [item("a", Number.NaN), item("b", 9)];
    expect(nextQuestion([{ mean: 0, sd: 1 }], two, NONE)?.id).toBe("b");
  });
});

test("20 questions chosen so leave less doubt than 20 in the order of the list", () => {
  const items = Array.from({ length: 120 }, (_, at) => item(`q${at}`, (at - 60) / 12, 1.5));
  const truth = 0.7;
  const graded = ({ difficulties, discriminations }: TestItem): GradedAnswer => ({
    difficulties,
    discriminations,
    outcome: truth > difficulties[0]!.mean ? 1 : 0,
  });
  const asked = new Set<string>();
  const answers: GradedAnswer[] = [];
  let { ability } = modelAbility([]);
  for (let count = 0; count < 20; count++) {
    const next = nextQuestion(ability, items, asked)!;
    asked.add(next.id);
    answers.push(graded(next));
    ({ ability } = modelAbility(answers));
  }
  const listed = modelAbility(items.slice(0, 20).map(graded)).ability;
  expect(asked.size).toBe(20);
  expect(ability[0]!.sd).toBeLessThan(0.6 * listed[0]!.sd);
  expect(Math.abs(ability[0]!.mean - truth)).toBeLessThan(0.3);
});

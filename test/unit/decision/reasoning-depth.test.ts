import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasoningDepthOf, type DepthInput } from "../../../src/decision/reasoning-depth.ts";
import type { Effort } from "../../../src/terms/place.ts";

const EFFORTS: readonly Effort[] = ["minimal", "low", "medium", "high"];

function depthOf(task: string, text: string, changes: Partial<DepthInput> = {}): Effort {
  return reasoningDepthOf({ task: { [task]: 1 }, domain: {}, difficulty: 0, text, ...changes });
}

const CLUES =
  "Mara, Theo, Iris and Sam each own one pet and have one hobby. 1. The cat's owner paints. 2. Mara owns no cat. " +
  "3. Iris sings. 4. Sam is afraid of the dog. 5. The dog's owner runs. Who owns the parrot?";

describe("R21: how long a question wants to be thought about", () => {
  test.each([
    ["chat", "hello there", "minimal"],
    ["action", "Set an alarm for 7.", "minimal"],
    ["translation", "German for candle", "minimal"],
    ["fact", "What is the capital of Peru?", "minimal"],
    ["rewriting", "Make this politer: send me the file.", "low"],
    ["maths", "What is 22 times 7?", "low"],
    ["code", "Shell command to count lines", "low"],
    ["maths", "Fixed costs 4300, price 23, cost per unit 4. Break-even?", "medium"],
    ["planning", "Three days in Rome, two children, no museums, under 900 euros.", "medium"],
    ["logic", CLUES, "high"],
  ] as const)("of %s, %j is %s", (task, text, depth) => {
    expect(depthOf(task, text)).toBe(depth);
  });

  test("work that is long by its name deepens what is worked out, not what is recalled", () => {
    expect(depthOf("maths", "The sum of two odd numbers is even, why?")).toBe("low");
    expect(depthOf("maths", "Prove that the sum of two odd numbers is even.")).toBe("medium");
    expect(depthOf("fact", "Who wrote the first proof of it?")).toBe("low");
  });

  test("an exam question of a calculating subject is worked out", () => {
    const text = "A body of 2 kg falls 3 m. Its kinetic energy? A. 6 J\nB. 59 J\nC. 20 J";
    expect(depthOf("exam", text, { domain: { psychology: 1 } })).toBe("low");
    expect(depthOf("exam", text, { domain: { physics: 1 } })).toBe("medium");
  });

  test("a task in doubt lies between its tasks", () => {
    const task = { chat: 0.5, logic: 0.5 };
    expect(depthOf("", CLUES, { task })).toBe("medium");
  });

  test("asking for a better model deepens nothing", () => {
    const plain = "What is the capital of Peru?";
    expect(depthOf("fact", `${plain} Think as hard as you can.`)).toBe(depthOf("fact", plain));
  });

  const input = fc.record({
    task: fc.dictionary(fc.constantFrom("chat", "maths", "exam", "unheard"), fc.double()),
    domain: fc.dictionary(fc.constantFrom("math", "other"), fc.double()),
    difficulty: fc.double(),
    text: fc.string({ unit: "binary" }),
  });

  test("any numbers and any text give a depth, the same each time", () => {
    fc.assert(
      fc.property(input, (each) => {
        expect(EFFORTS).toContain(reasoningDepthOf(each));
        expect(reasoningDepthOf(structuredClone(each))).toBe(reasoningDepthOf(each));
      }),
    );
  });

  test("a harder question is never shallower", () => {
    const difficulty = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(difficulty, difficulty, fc.string(), (one, other, text) => {
        const task = { maths: 0.6, chat: 0.4 };
        const rank = (at: number) =>
          EFFORTS.indexOf(reasoningDepthOf({ task, domain: {}, difficulty: at, text }));
        expect(rank(Math.max(one, other))).toBeGreaterThanOrEqual(rank(Math.min(one, other)));
      }),
    );
  });
});

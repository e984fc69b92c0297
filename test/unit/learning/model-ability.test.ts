import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelAbility, type GradedAnswer } from "../../../src/learning/model-ability.ts";
import { RouterError } from "../../../src/router-error.ts";

function answer(outcome: number, difficulty = 0, discrimination = 1, sd = 0): GradedAnswer {
  return { difficulties: [{ mean: difficulty, sd }], discriminations: [discrimination], outcome };
}

/** A repeatable stream of numbers in [0, 1): Marsaglia's xorshift (2003). */
function numbersFrom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Answers of a model of these abilities to `count` questions, drawn as the item response model says. */
function simulate(abilities: readonly number[], count: number, seed: number): GradedAnswer[] {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, () => {
    const difficulties = abilities.map(() => ({ mean: 4 * next() - 2, sd: 0 }));
    const discriminations = abilities.map(() => 0.3 + 1.5 * next());
    const logit = abilities.reduce(
      (sum, ability, at) => sum + discriminations[at]! * (ability - difficulties[at]!.mean),
      0,
    );
    return { difficulties, discriminations, outcome: next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0 };
  });
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (cause) {
    return cause instanceof RouterError ? `${cause.code}: ${cause.message}` : "another error";
  }
}

describe("an ability from answers", () => {
  test("is the prior where there are none", () => {
    const prior = [
      { mean: 0.5, sd: 0.7 },
      { mean: -1, sd: 2 },
    ];
    expect(modelAbility([], prior)).toEqual({
      ability: prior,
      answerCount: 0,
      note: "no_answers",
    });
    expect(modelAbility([]).ability).toEqual([{ mean: 0, sd: 1 }]);
  });

  test("is 0 with half of the average questions right, and surer than before", () => {
    const { ability, answerCount, note } = modelAbility([answer(1), answer(0)]);
    expect(ability[0]!.mean).toBeCloseTo(0, 9);
    // Curvature at 0: the prior's 1, and 1/4 per answer.
    expect(ability[0]!.sd).toBeCloseTo(1 / Math.sqrt(1.5), 9);
    expect({ answerCount, note }).toEqual({ answerCount: 2, note: "fitted" });
  });

  test("solves the equation of the peak: prior pull equals the sum of residuals", () => {
    const [ability] = modelAbility([answer(1, 1, 2), answer(1, 0.5), answer(0, 2)]).ability;
    const theta = ability!.mean;
    const residual = (outcome: number, a: number, b: number): number =>
      a * (outcome - 1 / (1 + Math.exp(-a * (theta - b))));
    expect(residual(1, 2, 1) + residual(1, 1, 0.5) + residual(0, 1, 2)).toBeCloseTo(theta, 8);
  });

  test("takes shares of a right answer: three quarters right lies above one half", () => {
    expect(modelAbility([answer(0.75)]).ability[0]!.mean).toBeGreaterThan(0.1);
    expect(modelAbility([answer(0.5)]).ability[0]!.mean).toBeCloseTo(0, 9);
    expect(modelAbility([answer(0.75)]).note).toBe("fitted");
  });

  test("answers of one class are fitted under the prior, and it says so", () => {
    for (const outcome of [0, 1]) {
      const { ability, note } = modelAbility(Array.from({ length: 5000 }, () => answer(outcome)));
      expect(note).toBe("one_class");
      expect(Math.abs(ability[0]!.mean)).toBeGreaterThan(2);
      expect(Math.abs(ability[0]!.mean)).toBeLessThan(10);
    }
  });

  test("steep answers that contradict each other leave the pull of the prior and of their difference", () => {
    const steep = [answer(0, -2, 1000), answer(1, 2, 999)];
    expect(modelAbility(steep).ability[0]!.mean).toBeCloseTo(-1, 6);
  });

  test("an uncertain question tells less than a certain one", () => {
    const [certain] = modelAbility([answer(1, 0, 2, 0)]).ability;
    const [uncertain] = modelAbility([answer(1, 0, 2, 3)]).ability;
    expect(uncertain!.mean).toBeLessThan(certain!.mean);
    expect(uncertain!.sd).toBeGreaterThan(certain!.sd);
  });

  test("a question with figures that are no numbers is not counted", () => {
    const { ability, answerCount } = modelAbility([answer(1), answer(0, Number.NaN), answer(0)]);
    expect(answerCount).toBe(2);
    expect(ability[0]!.mean).toBeCloseTo(0, 9);
    expect(modelAbility([answer(1, Infinity)]).note).toBe("no_answers");
  });

  test("mismatched dimensions, outcomes beyond 0 to 1 and a prior without width fail by name", () => {
    const two = { difficulties: [], discriminations: [1], outcome: 1 };
    expect(codeOf(() => modelAbility([answer(1), two]))).toMatch(
      /^graded_answers_invalid: Answer 2/,
    );
    expect(codeOf(() => modelAbility([answer(1)], []))).toMatch(/^graded_answers_invalid/);
    for (const outcome of [-0.1, 1.1, Number.NaN, Infinity])
      expect(codeOf(() => modelAbility([answer(outcome)]))).toMatch(/^graded_answers_invalid/);
    expect(codeOf(() => modelAbility([], [{ mean: 0, sd: 0 }]))).toMatch(/^graded_answers_invalid/);
  });
});

describe("a known ability is found again", () => {
  test.each([[[1.2]], [[-0.8, 0.9]], [[0.5, -1.1, 0.2]], [[-0.4, 0.8, 1.1, -1]]])(
    "%j, from 4,000 simulated answers, within four standard deviations",
    (abilities) => {
      const { ability } = modelAbility(simulate(abilities, 4000, 7));
      ability.forEach(({ mean, sd }, at) => {
        expect(sd).toBeLessThan(0.15);
        expect(Math.abs(mean - abilities[at]!)).toBeLessThan(4 * sd);
      });
    },
  );

  test("and the stated sd is honest: over 200 models of the prior, two thirds lie within one", () => {
    const next = numbersFrom(11);
    // Box and Muller (1958).
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const within = Array.from({ length: 200 }, (_, at) => {
      const truth = normal();
      const [found] = modelAbility(simulate([truth], 40, at + 1)).ability;
      return Math.abs(found!.mean - truth) < found!.sd;
    }).filter(Boolean).length;
    expect(within / 200).toBeGreaterThan(0.58);
    expect(within / 200).toBeLessThan(0.78);
  });
});

const figure = fc.oneof(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.double(),
  fc.constantFrom(0, 1e6, -1e6, 1e-300, Number.MAX_VALUE),
);
const outcome = fc.double({ min: 0, max: 1, noNaN: true });

describe("whatever the answers,", () => {
  test("an ability is finite, with an sd above 0 and never above the prior's", () => {
    const answers = fc.integer({ min: 1, max: 4 }).chain((dimensions) => {
      const list = fc.array(figure, { minLength: dimensions, maxLength: dimensions });
      const item = fc.tuple(list, list, list, outcome).map(([means, sds, slopes, graded]) => ({
        difficulties: means.map((mean, at) => ({ mean, sd: sds[at]! })),
        discriminations: slopes,
        outcome: graded,
      }));
      return fc.array(item, { maxLength: 30 });
    });
    fc.assert(
      fc.property(answers, (graded) => {
        for (const { mean, sd } of modelAbility(graded).ability) {
          expect(Number.isFinite(mean)).toBe(true);
          expect(sd).toBeGreaterThan(0);
          expect(sd).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a better outcome never lowers the ability, in one dimension", () => {
    const item = fc.record({
      mean: fc.double({ min: -4, max: 4, noNaN: true }),
      sd: fc.double({ min: 0, max: 2, noNaN: true }),
      slope: fc.double({ min: 0.1, max: 3, noNaN: true }),
      low: outcome,
      high: outcome,
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 40 }), (items) => {
        const graded = (pick: (...two: number[]) => number): GradedAnswer[] =>
          items.map(({ mean, sd, slope, low, high }) => answer(pick(low, high), mean, slope, sd));
        const [worse] = modelAbility(graded(Math.min)).ability;
        const [better] = modelAbility(graded(Math.max)).ability;
        expect(better!.mean).toBeGreaterThanOrEqual(worse!.mean - 1e-6);
      }),
    );
  });

  test("no other ability is more probable, however steep and contradictory they are", () => {
    const item = fc.record({
      mean: fc.double({ min: -4, max: 4, noNaN: true }),
      slope: fc.double({ min: 0.1, max: 1000, noNaN: true }),
      outcome,
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
        const improbability = (theta: number): number =>
          items.reduce(
            (sum, each) => {
              const logit = each.slope * (theta - each.mean);
              const logOdds = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
              return sum + logOdds - each.outcome * logit;
            },
            theta ** 2 / 2,
          );
        const answers = items.map((each) => answer(each.outcome, each.mean, each.slope));
        const found = improbability(modelAbility(answers).ability[0]!.mean);
        for (let theta = -5; theta <= 5; theta += 0.01)
          expect(found).toBeLessThanOrEqual(improbability(theta) + 1e-6);
      }),
    );
  });

  test("their order does not count", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const answers = simulate([0.3, -0.5], 30, seed);
        const [one, other] = [modelAbility(answers), modelAbility(answers.toReversed())];
        one.ability.forEach(({ mean }, at) => {
          expect(mean).toBeCloseTo(other.ability[at]!.mean, 5);
        });
      }),
      { numRuns: 30 },
    );
  });
});

import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/terms/estimate.ts";
import type { Query } from "../../../src/terms/query.ts";
import { findFlips, flipRates } from "../../../training/flips/flip-rates.ts";
import type { Flip } from "../../../training/flips/flip-rates.ts";
import { flipReport, flipTable } from "../../../training/flips/flip-table.ts";

const PROMPTS = [
  { id: "one", group: "a", text: "How many legs does a spider have?" },
  { id: "two", group: "b", text: "Which is red?\nA. blood\nB. grass\nC. sky\nD. snow" },
];

/** An estimate whose difficulty is what `difficultyOf` makes of the text, on the scale of the shipped cards. */
function estimator(difficultyOf: (text: string) => number): (query: Query) => Promise<Estimate> {
  return (query) =>
    Promise.resolve({
      version: "test",
      difficulties: [{ mean: difficultyOf(query.text), sd: 0.1 }],
      discriminations: [1],
      domain: {},
      task: {},
    });
}

function flip(change: number, isAcross: boolean): Flip {
  return {
    id: "x",
    group: "a",
    kind: "case",
    pathBefore: "p",
    isAcross,
    isOtherPath: false,
    change,
  };
}

describe("findFlips", () => {
  test("an estimate that reads nothing never flips; a text that does not change does not count", async () => {
    const flips = await findFlips(
      PROMPTS,
      estimator(() => 0),
    );
    expect(
      flips.some(({ isAcross, isOtherPath, change }) => isAcross || isOtherPath || change > 0),
    ).toBe(false);
    expect(flips.filter(({ kind }) => kind === "options").map(({ id }) => id)).toEqual(["two"]);
    expect(flips.filter(({ kind }) => kind === "tricks").length).toBe(2);
  });

  test("an estimate that follows the length of the text flips under wrappers", async () => {
    const flips = await findFlips(
      PROMPTS,
      estimator((text) => (text.length > 60 ? 9 : -9)),
    );
    expect(flips.some(({ kind, isAcross }) => kind === "wrappers" && isAcross)).toBe(true);
  });
});

describe("flipRates", () => {
  test("shares, mean, 95 % and largest are over the kind and group asked for", () => {
    const flips = Array.from({ length: 20 }, (_, at) => flip(at / 100, at === 0));
    const rates = flipRates([...flips, { ...flip(1, true), group: "b" }], "case", "a");
    expect(rates).toMatchObject({ count: 20, acrossShare: 0.05, otherPathShare: 0, largest: 0.19 });
    expect(rates.meanChange).toBeCloseTo(0.095);
    expect(rates.ninetyFifth).toBeCloseTo(0.18);
    expect(flipRates(flips, "typos", "all")).toMatchObject({
      count: 0,
      acrossShare: 0,
      largest: 0,
    });
  });

  test("the table has a line for every kind, and one by group where there is something", () => {
    const lines = flipTable(flipReport("router-x", 1, [flip(0.25, true)]));
    expect(lines).toContain("| case | 1 | 1.000 | .000 | .250 | .250 | .250 |");
    expect(lines).toContain("| case | a | 1 | 1.000 | .000 | .250 | .250 | .250 |");
    expect(lines.filter((line) => line.startsWith("| tricks |")).length).toBe(1);
  });
});

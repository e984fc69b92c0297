import fc from "fast-check";
import { expect, test } from "vitest";
import { invertPositiveDefinite } from "../../../src/learning/positive-definite.ts";

test("matrix times inverse is the identity", () => {
  const row = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
      const matrix = identity(4).map((line, at) =>
        line.map((unit, column) =>
          rows.reduce((sum, each) => sum + each[at]! * each[column]!, unit),
        ),
      );
      const inverse = invertPositiveDefinite(matrix, 1);
      matrix.forEach((line, at) => {
        identity(4).forEach((_, column) => {
          const sum = line.reduce((total, value, k) => total + value * inverse[k]![column]!, 0);
          expect(sum).toBeCloseTo(at === column ? 1 : 0, 8);
        });
      });
    }),
  );
});

test("a matrix that rounding has made singular has a finite inverse with a diagonal above 0", () => {
  // The identity plus 10¹⁶ times a matrix of ones: the identity is lost in the sum.
  const inverse = invertPositiveDefinite(
    [
      [1e16, 1e16],
      [1e16, 1e16],
    ],
    1,
  );
  for (const at of [0, 1]) {
    expect(Number.isFinite(inverse[at]![at])).toBe(true);
    expect(inverse[at]![at]).toBeGreaterThan(0);
  }
});

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? 1 : 0)),
  );
}

/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/**
 * The inverse of a symmetric positive definite matrix, by its Cholesky factor. `leastEigenvalue` is a bound that the caller
 * knows: no pivot can be smaller, so rounding is not let take one below it, and the diagonal of the inverse is positive.
 */
export function invertPositiveDefinite(matrix: Matrix, leastEigenvalue: number): Matrix {
  const inverse = invertLower(choleskyFactor(matrix, leastEigenvalue));
  return matrix.map((_, row) =>
    matrix.map((__, column) =>
      sumOf(Math.max(row, column), matrix.length, (at) => {
        return entry(inverse, at, row) * entry(inverse, at, column);
      }),
    ),
  );
}

/** Lower triangle L with L Lᵀ = matrix. */
function choleskyFactor(matrix: Matrix, leastEigenvalue: number): Matrix {
  const lower: number[][] = [];
  matrix.forEach((_, row) => {
    const line: number[] = [];
    lower.push(line);
    for (let column = 0; column <= row; column++) {
      const product = (at: number): number => entry(lower, row, at) * entry(lower, column, at);
      const rest = entry(matrix, row, column) - sumOf(0, column, product);
      const isPivot = column === row;
      line.push(
        isPivot ? Math.sqrt(Math.max(rest, leastEigenvalue)) : rest / entry(lower, column, column),
      );
    }
  });
  return lower;
}

function invertLower(lower: Matrix): Matrix {
  const inverse: number[][] = [];
  lower.forEach((_, row) => {
    const line: number[] = [];
    for (let column = 0; column <= row; column++) {
      const product = (at: number): number => entry(lower, row, at) * entry(inverse, at, column);
      const unit = column === row ? 1 : 0;
      line.push((unit - sumOf(column, row, product)) / entry(lower, row, row));
    }
    inverse.push(line);
  });
  return inverse;
}

function entry(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

function sumOf(from: number, to: number, term: (at: number) => number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += term(at);
  return sum;
}

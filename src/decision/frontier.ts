import type { Frontier, FrontierMix, FrontierPath } from "../terms/frontier.ts";
import type { Path, PathFigures } from "../terms/path.ts";
import { candidatePaths } from "./candidate-paths.ts";
import { choosePath } from "./choose-path.ts";
import type { DecisionInput } from "./decision-input.ts";
import { meanFigures, meanOf } from "./mean-figures.ts";
import { dominates } from "./path-utility.ts";
import { isOpen, weighPath } from "./weighed-path.ts";

/** The settings of the dial at which the router's own choices are told. */
export const PREFERENCES: readonly number[] = Array.from({ length: 11 }, (_, step) => step / 10);

/** A path with its figures for each request, in their order; null where it is not open. */
interface PathRow {
  readonly path: Path;
  readonly figures: (PathFigures | null)[];
}

/**
 * What a fleet can bring over these decisions (R22): every path that R6 to R13 leave open, at every effort, marked where it
 * is dominated; and the router's own choices along the dial, whatever preference the decisions have. Pure.
 */
export function frontierOf(inputs: readonly DecisionInput[]): Frontier {
  const rows = pathRows(inputs);
  return {
    paths: rows.map((row) => frontierPath(row, rows)),
    mixes: PREFERENCES.flatMap((preference) => frontierMix(inputs, preference)),
  };
}

function pathRows(inputs: readonly DecisionInput[]): readonly PathRow[] {
  const rows = new Map<string, PathRow>();
  inputs.forEach((input, at) => {
    const unwished = { ...input.query, wishes: {} };
    for (const composed of candidatePaths(unwished, input.fleet, input.policy.choice)) {
      const weighed = weighPath(composed, input);
      if (!isOpen(weighed)) continue;
      const { path } = composed;
      const row = rows.get(path.id) ?? { path, figures: inputs.map(() => null) };
      row.figures[at] = weighed.candidate.figures;
      rows.set(path.id, row);
    }
  });
  return [...rows.values()];
}

function frontierPath(row: PathRow, rows: readonly PathRow[]): FrontierPath {
  const figures = row.figures.filter((each) => each !== null);
  const dominatedBy = rows
    .filter((other) => other !== row && isBetter(other, row))
    .map(({ path }) => path.id);
  return {
    path: row.path,
    figures: meanFigures(figures),
    openShare: figures.length / row.figures.length,
    isDominated: dominatedBy.length > 0,
    dominatedBy,
  };
}

/** Compared over the requests for which `row` is open; a path that is closed for one of them is no substitute. */
function isBetter(other: PathRow, row: PathRow): boolean {
  const there = other.figures.filter((_, at) => row.figures[at] !== null);
  const whole = there.filter((each) => each !== null);
  if (whole.length < there.length) return false;
  return dominates(meanFigures(whole), meanFigures(row.figures.filter((each) => each !== null)));
}

/** One mix, or none where no request has an open path. */
function frontierMix(inputs: readonly DecisionInput[], preference: number): readonly FrontierMix[] {
  const chosen = inputs.flatMap((input) => {
    const policy = { ...input.policy, preference };
    return choosePath({ ...input, policy }).chosen ?? [];
  });
  if (chosen.length === 0) return [];
  const figures = meanFigures(chosen.map(({ candidate }) => candidate.figures));
  const deviceShare = meanOf(chosen.map(({ leavingChance }) => 1 - leavingChance));
  return [{ preference, figures, openShare: chosen.length / inputs.length, deviceShare }];
}

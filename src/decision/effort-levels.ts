import type { EffortLevel } from "../terms/model-card.ts";
import type { Effort } from "../terms/place.ts";

/** Every effort, least first. */
const EFFORTS: readonly Effort[] = ["minimal", "low", "medium", "high"];

/**
 * The levels at which a cloud model is composed (R1), of those its card has: the one nearest at or above what the caller
 * wished; without a wish the one nearest at or above the query's depth, then every lower one, in case that one is over
 * a cap; without either, all. Where none is above, the highest counts as nearest. null: the card has no levels.
 */
export function effortLevels(
  levels: readonly EffortLevel[],
  wish: Effort | undefined,
  depth: Effort | undefined,
): readonly (EffortLevel | null)[] {
  if (levels.length === 0) return [null];
  if (wish !== undefined) return downFrom(wish, levels).slice(0, 1);
  return depth === undefined ? levels : downFrom(depth, levels);
}

/** The level nearest at or above this effort and all below it, the highest first. */
function downFrom(effort: Effort, levels: readonly EffortLevel[]): readonly EffortLevel[] {
  const inOrder = levels.toSorted((one, other) => rankOf(one.effort) - rankOf(other.effort));
  const above = inOrder.findIndex((each) => rankOf(each.effort) >= rankOf(effort));
  return (above === -1 ? inOrder : inOrder.slice(0, above + 1)).toReversed();
}

function rankOf(effort: Effort): number {
  return EFFORTS.indexOf(effort);
}

import type { Effort } from "../../src/terms/place.ts";
import { IGNORES_EFFORT, REFUSES_EFFORT_BESIDE_TOOLS } from "./providers.ts";

/** Fields of the table that say which values of `reasoning_effort` a model takes. */
export interface EffortFields {
  readonly litellm_provider?: string;
  readonly reasoning_effort_levels?: readonly string[];
  readonly supports_none_reasoning_effort?: boolean;
  readonly supports_minimal_reasoning_effort?: boolean;
  readonly supports_low_reasoning_effort?: boolean;
  readonly supports_xhigh_reasoning_effort?: boolean;
  readonly supports_max_reasoning_effort?: boolean;
}

const EFFORTS: readonly Effort[] = ["minimal", "low", "medium", "high"];

/**
 * The efforts a model may be sent, least first. Empty where the table does not speak of its efforts (that it reasons is
 * not enough), where there is nothing to choose, and where sending one is known to be in vain or to fail.
 * `name` in lower case, as its maker spells it.
 */
export function readEfforts(name: string, entry: EffortFields): readonly Effort[] {
  if (IGNORES_EFFORT.has(entry.litellm_provider ?? "")) return [];
  if (REFUSES_EFFORT_BESIDE_TOOLS.test(name)) return [];
  const efforts = listedEfforts(entry);
  return efforts.length > 1 ? efforts : [];
}

/** The table lists the levels, or says which of the less usual ones there are besides low, medium and high. */
function listedEfforts(entry: EffortFields): readonly Effort[] {
  const levels = entry.reasoning_effort_levels;
  if (levels !== undefined) return EFFORTS.filter((each) => levels.includes(each));
  const said = [
    entry.supports_none_reasoning_effort,
    entry.supports_minimal_reasoning_effort,
    entry.supports_low_reasoning_effort,
    entry.supports_xhigh_reasoning_effort,
    entry.supports_max_reasoning_effort,
  ];
  if (said.every((each) => each === undefined)) return [];
  return EFFORTS.filter((each) => {
    if (each === "minimal") return entry.supports_minimal_reasoning_effort === true;
    return each !== "low" || entry.supports_low_reasoning_effort !== false;
  });
}

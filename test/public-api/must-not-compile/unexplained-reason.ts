// within: src
import type { ChoiceReason } from "../../../src/index.ts";

/** A table that leaves a reason out: what happens to our words when a reason is added. */
export const words: Record<ChoiceReason, string> = { // TS2739
  best_value: "best value",
  only_path: "the only way",
};

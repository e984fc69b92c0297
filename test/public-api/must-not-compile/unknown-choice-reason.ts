// within: src
import type { ChoiceReason } from "../../../src/index.ts";

export const reason: ChoiceReason = "felt_like_it"; // TS2322

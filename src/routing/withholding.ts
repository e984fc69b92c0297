import { RouterError } from "../router-error.ts";
import type { Policy } from "../terms/policy.ts";

/** Whether an unsure answer is held back: where the caller said so, and left the choice to the router. */
export function withholds({ whenUnsure, choice }: Policy): boolean {
  return whenUnsure === "withhold" && choice.kind === "auto";
}

/** The failure that stands in for an answer that is held back. */
export function withheld(): RouterError {
  return new RouterError(
    "answer_withheld",
    "The device would probably be wrong, and no cloud model may be asked.",
  );
}

import type { RouterErrorCode } from "../router-error.ts";

/** What can be answered exactly, without a model. */
export type SkillName =
  | "arithmetic"
  | "percentage"
  | "units"
  | "number-base"
  | "date"
  | "time-zone"
  | "text-count"
  | "text-case"
  | "list"
  | "statistics";

/** An exact answer and how it came about. */
export interface SkillAnswer {
  readonly skill: SkillName;
  /** In the language of the request. */
  readonly text: string;
  /** One line for a person, as in "17 × 23 = 391, calculated exactly". */
  readonly explanation: string;
}

/** What the skills say of a request. */
export interface SkillWord {
  /** Null where no skill recognises the whole of it. */
  readonly answer: SkillAnswer | null;
  /** Why they could not be asked; a request never fails because of that. */
  readonly failure: RouterErrorCode | null;
}

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

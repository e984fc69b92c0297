import type { TestItem } from "../learning/adaptive-test.ts";
import type { GradableQuestion } from "../learning/grade-answer.ts";

/** A question of a calibration run. Its prompt asks for the bare answer, and its parameters count as certain. */
export interface CalibrationQuestion extends TestItem, GradableQuestion {
  readonly prompt: string;
}

/** The questions that a run chooses from, and the scale that they are on. */
export interface CalibrationSet {
  /** Version of the classifier whose scale it is. */
  readonly classifier: string;
  /** All of as many dimensions as the classifier has. */
  readonly questions: readonly CalibrationQuestion[];
}

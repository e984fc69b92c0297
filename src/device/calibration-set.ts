/// <reference path="./asset-url.d.ts" />
import manifest from "../../public/models/router/manifest.json?raw";
import { readRouterManifest } from "../decision/router-manifest.ts";
import type { Grading } from "../learning/grade-answer.ts";
import { RouterError } from "../router-error.ts";
import type { CalibrationQuestion, CalibrationSet } from "../routing/calibration-question.ts";
import { untilAborted } from "./until.ts";

/** A question as the file has it. */
interface FileItem {
  readonly id: string;
  readonly prompt: string;
  readonly answer: string | readonly string[];
  readonly grading: string;
  /** Null where nobody has answers of models to it. */
  readonly difficulties: readonly number[] | null;
  readonly discriminations: readonly number[] | null;
}

const GRADINGS: Readonly<Record<Grading, true>> = {
  letter: true,
  number: true,
  exact: true,
  contains: true,
};

/**
 * The questions of a calibration run. They are a part of the code of their own, loaded when a run begins. Those without known
 * parameters (the Korean ones) are left out: an answer to them says nothing on the scale. Fails with `model_missing` where
 * the part cannot be loaded, and with `model_corrupt` where it belongs to another classifier.
 */
export async function readCalibrationSet(signal: AbortSignal): Promise<CalibrationSet> {
  signal.throwIfAborted();
  const { classifier, items } = await untilAborted(loadFile(), signal);
  if (classifier !== readRouterManifest(manifest)?.version) {
    throw new RouterError("model_corrupt", "The calibration questions are for another classifier.");
  }
  return { classifier, questions: items.flatMap(questionsOf) };
}

async function loadFile(): Promise<{ classifier: string; items: readonly FileItem[] }> {
  try {
    const file = await import("../../public/models/router/calibration-set.json");
    return file.default;
  } catch (cause) {
    throw new RouterError("model_missing", "The calibration questions could not be loaded.", {
      cause,
    });
  }
}

function questionsOf(item: FileItem): readonly CalibrationQuestion[] {
  const { id, prompt, answer, grading, difficulties, discriminations } = item;
  if (difficulties === null || discriminations === null || !isGrading(grading)) return [];
  const certain = difficulties.map((mean) => ({ mean, sd: 0 }));
  return [{ id, prompt, answer, grading, difficulties: certain, discriminations }];
}

function isGrading(word: string): word is Grading {
  return Object.hasOwn(GRADINGS, word);
}

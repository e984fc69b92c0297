import { existsSync, readFileSync } from "node:fs";
import type { ItemParameters } from "../../src/learning/item-response.ts";
import type { Classifier } from "../classifier/open-classifier.ts";
import { Refusal } from "../set-up/refusal.mjs";

interface CalibrationItem {
  readonly prompt: string;
  readonly difficulties: readonly number[] | null;
  readonly discriminations: readonly number[] | null;
}

/**
 * The questions of a calibration set whose parameters are known, by their prompt; they count as certain. None where there
 * is no such file. Fails with a `Refusal` where the file is no set for this very classifier: another one has another scale.
 */
export function calibratedItems(
  path: string,
  { version, dimensions }: Pick<Classifier, "version" | "dimensions">,
): ReadonlyMap<string, ItemParameters> {
  if (!existsSync(path)) return new Map();
  return new Map(
    readItems(path, version).flatMap(({ prompt, difficulties, discriminations }) => {
      if (difficulties === null || discriminations === null) return [];
      if (difficulties.length !== dimensions || discriminations.length !== dimensions) {
        throw new Refusal(`${path} has not ${dimensions} dimensions, as the classifier has.`);
      }
      const certain = difficulties.map((mean) => ({ mean, sd: 0 }));
      return [[prompt, { difficulties: certain, discriminations }] as const];
    }),
  );
}

function readItems(path: string, version: string): readonly CalibrationItem[] {
  const { classifier, items } = parse(path);
  if (!Array.isArray(items) || !items.every(isItem)) {
    throw new Refusal(`${path} is no calibration set.`);
  }
  if (classifier === version) return items;
  throw new Refusal(`${path} is for ${String(classifier)}, and the classifier is ${version}.`);
}

function parse(path: string): { readonly classifier?: unknown; readonly items?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Refusal(`${path} is not JSON.`, { cause });
  }
  return typeof value === "object" && value !== null ? value : {};
}

function isItem(value: unknown): value is CalibrationItem {
  if (typeof value !== "object" || value === null) return false;
  const { prompt, difficulties, discriminations } = value as Partial<CalibrationItem>;
  return typeof prompt === "string" && areFigures(difficulties) && areFigures(discriminations);
}

function areFigures(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.every((each) => Number.isFinite(each)));
}

import { PERTURBATIONS } from "../perturbations.ts";
import { flipRates } from "./flip-rates.ts";
import type { Flip, FlipRates } from "./flip-rates.ts";

/** All that was measured, for a file: rates per kind over all groups, and per kind and group. */
export interface FlipReport {
  readonly classifier: string;
  readonly prompts: number;
  /** How many of the prompts took which path as they were. */
  readonly paths: Readonly<Record<string, number>>;
  readonly overall: readonly FlipRates[];
  readonly byGroup: readonly FlipRates[];
}

/** The rates of every kind, over all prompts and in each group that it applied to. */
export function flipReport(
  classifier: string,
  prompts: number,
  flips: readonly Flip[],
): FlipReport {
  const groups = [...new Set(flips.map(({ group }) => group))].toSorted();
  const rates = PERTURBATIONS.flatMap((kind) =>
    groups.map((group) => flipRates(flips, kind, group)),
  );
  return {
    classifier,
    prompts,
    paths: pathCounts(flips),
    overall: PERTURBATIONS.map((kind) => flipRates(flips, kind, "all")),
    byGroup: rates.filter(({ count }) => count > 0),
  };
}

function pathCounts(flips: readonly Flip[]): Readonly<Record<string, number>> {
  const pathOf = new Map(flips.map(({ id, pathBefore }) => [id, pathBefore ?? "none"]));
  const counts: Record<string, number> = {};
  for (const path of [...pathOf.values()].toSorted()) counts[path] = (counts[path] ?? 0) + 1;
  return counts;
}

/** A report as lines of markdown: a table over all prompts, and one by group. */
export function flipTable(report: FlipReport): readonly string[] {
  const { classifier, prompts, paths, overall, byGroup } = report;
  const taken = Object.entries(paths).map(([path, count]) => `${count} took ${path}`);
  return [
    `${prompts} prompts, classifier ${classifier}. "Across": the chance that the device answers well crosses .5.`,
    `Paths as the prompts were: ${taken.join(", ")}.`,
    "",
    "| change | prompts | across .5 | other path | mean change of P | 95 % | largest |",
    "|---|---|---|---|---|---|---|",
    ...overall.map((rates) => `| ${rates.kind} | ${figures(rates).join(" | ")} |`),
    "",
    "| change | group | prompts | across .5 | other path | mean change of P | 95 % | largest |",
    "|---|---|---|---|---|---|---|---|",
    ...byGroup.map((rates) => `| ${rates.kind} | ${rates.group} | ${figures(rates).join(" | ")} |`),
  ];
}

function figures(rates: FlipRates): readonly string[] {
  const { acrossShare, otherPathShare, meanChange, ninetyFifth, largest } = rates;
  const shares = [acrossShare, otherPathShare, meanChange, ninetyFifth, largest];
  return [String(rates.count), ...shares.map((value) => value.toFixed(3).replace(/^0/, ""))];
}

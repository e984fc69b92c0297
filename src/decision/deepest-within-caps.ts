import type { WeighedPath } from "./weighed-path.ts";

/**
 * R1: of the same models at several efforts, given with the highest first, the highest that no cap of the caller excludes
 * (R13). Where each is over a cap, the highest stands for them.
 */
export function deepestWithinCaps(weighed: readonly WeighedPath[]): readonly WeighedPath[] {
  const kept = new Map<string, WeighedPath>();
  for (const each of weighed) {
    const models = JSON.stringify([
      each.composed.device?.id ?? null,
      each.composed.cloud?.card.id ?? null,
    ]);
    const higher = kept.get(models);
    if (higher === undefined || (isOverCap(higher) && !isOverCap(each))) kept.set(models, each);
  }
  return [...kept.values()];
}

function isOverCap({ candidate: { standing } }: WeighedPath): boolean {
  if (standing.status !== "excluded") return false;
  return standing.reason === "over_price_cap" || standing.reason === "over_deadline";
}

import { isOpen, withExclusion, type WeighedPath } from "./weighed-path.ts";

/**
 * R19: excludes every path along which an answer would stay whose expected quality is under `leastQuality`. Where that
 * would leave no path at all, the one whose answer is likeliest right stays open (its answer is unsure, R17).
 */
export function withinRisk(
  weighed: readonly WeighedPath[],
  leastQuality: number,
): readonly WeighedPath[] {
  const over = weighed.filter((each) => isOpen(each) && isOverRisk(each, leastQuality));
  const isOtherOpen = weighed.some((each) => isOpen(each) && !over.includes(each));
  const nearest = isOtherOpen ? undefined : over.toSorted(byStayingQuality)[0];
  return weighed.map((each) =>
    over.includes(each) && each !== nearest ? withExclusion(each, "over_risk") : each,
  );
}

/** Whether an answer that stays along this path is wrong more often than the bound allows. */
export function isOverRisk({ stayingQuality }: WeighedPath, leastQuality: number): boolean {
  return stayingQuality !== null && stayingQuality < leastQuality;
}

/** Among equals the name decides, as in R16. */
function byStayingQuality(one: WeighedPath, other: WeighedPath): number {
  const gain = (other.stayingQuality ?? 0) - (one.stayingQuality ?? 0);
  return gain || (one.composed.path.id < other.composed.path.id ? -1 : 1);
}

import type { Measured } from "../terms/estimate.ts";
import {
  isUsable,
  itemLine,
  logitOf,
  outcomeVariance,
  STANDARD_NORMAL,
  type ItemParameters,
} from "./item-response.ts";

/** A question that can be asked in a calibration run. */
export interface TestItem extends ItemParameters {
  readonly id: string;
}

/**
 * The question to ask next of a model whose abilities are believed to be these: among those not yet asked, the one whose
 * answer narrows the belief most. That is the D-optimal choice (Segall 1996) with the belief's dimensions taken as
 * independent: the largest p(1 − p) Σ a_d² sd_d². Equal items are taken in order of id. Null once none is left.
 */
export function nextQuestion<Item extends TestItem>(
  ability: readonly Measured[],
  items: readonly Item[],
  asked: ReadonlySet<string>,
): Item | null {
  let best: { readonly item: Item; readonly information: number } | null = null;
  for (const item of items) {
    if (asked.has(item.id) || !isUsable(item)) continue;
    const information = informationOf(item, ability);
    const isBetter =
      best === null ||
      information > best.information ||
      (information === best.information && item.id < best.item.id);
    if (isBetter) best = { item, information };
  }
  return best === null ? null : best.item;
}

/** Fisher information of an item at the mean of the belief, weighed by the belief's variance. */
function informationOf(item: TestItem, ability: readonly Measured[]): number {
  const line = itemLine(item);
  const logit = logitOf(
    line,
    line.slopes.map((_, dimension) => (ability[dimension] ?? STANDARD_NORMAL).mean),
  );
  const weight = line.slopes.reduce((sum, slope, dimension) => {
    const { sd } = ability[dimension] ?? STANDARD_NORMAL;
    return sum + (slope * sd) ** 2;
  }, 0);
  return outcomeVariance(logit) * weight;
}

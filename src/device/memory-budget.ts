import type { SurveyedDevice } from "./device-tier.ts";

const GIBIBYTE = 2 ** 30;
/** Phones end a page that takes more, whatever memory they have: what they tell of is shared with all other apps. */
const PHONE_BUDGET = GIBIBYTE;
/** Where a browser does not tell, as on a desktop in Safari or Firefox: what fits beside the rest in 8 GiB. */
const UNTOLD_BUDGET = 3 * GIBIBYTE;

/**
 * Bytes that one model may take on this device unless the caller sets another budget: a quarter of a phone's memory and
 * at most 1 GiB, half of any other's.
 */
export function memoryBudgetOf({ isPhone, memoryBytes }: SurveyedDevice): number {
  if (isPhone) return Math.min(PHONE_BUDGET, (memoryBytes ?? 4 * GIBIBYTE) / 4);
  return memoryBytes === null ? UNTOLD_BUDGET : memoryBytes / 2;
}

import type { Expression } from "./expression.ts";

/** What looks like a sum and is often something else: dates, scores, versions, telephone numbers, sizes. */
const LOOKALIKES = [
  // 2026-11-24, 555-1234, 10-2
  /^\d+(?:-\d+)+$/,
  // 11/24/2026, 24/7, 9/11, 2026/11; 144/12 is none of these
  /^\d{1,2}(?:\/\d+)+$/,
  /^\d{4}(?:\/\d{1,2})+$/,
  // 4x4, 1920x1080
  /^\d+(?:x\d+)+$/i,
  // ( 02 ) 555 - 1234: a leading zero is not how numbers are written in a sum
  /(?:^|[^\d.,])0\d/,
];

/** Whether this is a sum whatever stands around it, not a date, a score or a telephone number. */
export function isPlainlySum({ operations, source }: Expression): boolean {
  return operations > 0 && LOOKALIKES.every((lookalike) => !lookalike.test(source));
}

import * as v from "valibot";
import type { Measured } from "../terms/estimate.ts";
import type { Shape } from "./closed-words.ts";

/** A number that sums can carry. */
export const finite: Shape<number> = v.pipe(v.number(), v.finite());
/** A whole number from 0 on. */
export const count: Shape<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Every `Measured`. */
export const measured: Shape<Measured> = v.object({ mean: finite, sd: finite });

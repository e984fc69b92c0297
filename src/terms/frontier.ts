import type { Path, PathFigures } from "./path.ts";

/** What one path brings over all requests for which it is open. */
export interface FrontierPath {
  readonly path: Path;
  /** Means over those requests; the interval is the mean of theirs. */
  readonly figures: PathFigures;
  /** Share of the requests for which the path is open; above 0. */
  readonly openShare: number;
  /** Another path, open wherever this one is, is there at least as good in every figure and better in one. */
  readonly isDominated: boolean;
  /** The ids of those other paths. */
  readonly dominatedBy: readonly string[];
}

/** What the router's own choices bring at one setting of the dial, over all requests for which any path is open. */
export interface FrontierMix {
  readonly preference: number;
  readonly figures: PathFigures;
  readonly openShare: number;
  /** Expected share of the answers that stay on the device, those that pass a check among them. */
  readonly deviceShare: number;
}

/** What the configured fleet can bring now, path by path and along the dial. */
export interface Frontier {
  /** In the order in which they are composed. Empty where no path is open for any request; then `mixes` is empty too. */
  readonly paths: readonly FrontierPath[];
  /** At preference 0, .1, .2 ... 1. */
  readonly mixes: readonly FrontierMix[];
}

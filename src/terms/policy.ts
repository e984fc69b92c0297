/** What is done with an answer of little confidence when no other path is left. */
export type WhenUnsure = "say" | "withhold";

/** Who answers: the router chooses, the caller names a place, or the caller names a model. */
export type ModelChoice =
  | { readonly kind: "auto" }
  | { readonly kind: "place"; readonly place: "device" | "cloud" }
  | { readonly kind: "model"; readonly model: string };

/** What the caller prefers, for one request. */
export interface Policy {
  readonly choice: ModelChoice;
  /** 0 saves money, time and exposure wherever it can; 1 takes the best answer. */
  readonly preference: number;
  /** Below this expected quality an answer is called unsure. */
  readonly unsureBelow: number;
  readonly whenUnsure: WhenUnsure;
  /** At most this share (0 to 1) of the answers that stay on the device may be wrong; absent: no bound. */
  readonly maxWrongOnDevice?: number;
  readonly maxPriceUsd?: number;
  readonly deadlineMs?: number;
}

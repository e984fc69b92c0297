/** Why an answer made on the device was not accepted. */
export type RejectionReason = "empty" | "repeating" | "truncated" | "refusal" | "low_confidence";

/** The verdict on an answer made on the device. */
export type CheckVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: RejectionReason };

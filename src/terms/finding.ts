/** What the guard looks for. A closed list: a new kind breaks the build where it is not yet explained to a person. */
export type FindingKind =
  | "EMAIL"
  | "PHONE"
  | "CREDIT_CARD"
  | "IBAN"
  | "NATIONAL_ID"
  | "TAX_ID"
  | "HEALTH_ID"
  | "BANK_ACCOUNT"
  | "CRYPTO_ADDRESS"
  | "IP_ADDRESS"
  | "MAC_ADDRESS"
  | "CREDENTIAL";

/** One private thing found in a text. Offsets are UTF-16 code units of text number `part`. */
export interface Finding {
  readonly kind: FindingKind;
  readonly part: number;
  readonly start: number;
  readonly end: number;
  /** 0 to 1: 1 where a checksum proved it. */
  readonly score: number;
}

/** What the guard saw. Over budget means that it could not look at everything: the person is asked. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly isOverBudget: boolean;
}

import type { RouterErrorCode } from "../src/router-error.ts";
import type { Finding } from "../src/terms/finding.ts";

/** The guard worker. It has no network. Failures come back as values, with a code. */
export interface GuardWorker {
  /** Inspects texts one by one until `budgetMs` is spent. */
  inspect(texts: readonly string[], budgetMs: number): Promise<GuardReport | GuardFailure>;
  /** Inspects every string of a JSON body; offsets are into `body`. `bodySha256` is over its UTF-8 bytes. */
  inspectBody(
    body: string,
    budgetMs: number,
  ): Promise<(GuardReport & { readonly bodySha256: string }) | GuardFailure>;
}

export interface GuardReport {
  readonly findings: readonly Finding[];
  readonly isOverBudget: boolean;
}

export interface GuardFailure {
  readonly code: RouterErrorCode;
  readonly message: string;
}

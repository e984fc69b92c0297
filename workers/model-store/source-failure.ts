import type { RouterErrorCode } from "../../src/router-error.ts";

/** What a failed source calls for: another try, a fresh start without the part, or another source. */
export type Remedy = "retry" | "restart" | "give-up";

/** A source did not bring what it was asked for. */
export class SourceFailure extends Error {
  override readonly name = "SourceFailure";
  readonly code: RouterErrorCode;
  readonly remedy: Remedy;

  constructor(code: RouterErrorCode, message: string, remedy: Remedy, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.remedy = remedy;
  }
}

/** No answer, a broken one, or one that says "later". `what` is a file or a list of files. */
export function unreachable(what: string, cause: unknown): SourceFailure {
  const message = `${what}: its source does not answer.`;
  return new SourceFailure("model_source_unreachable", message, "retry", cause);
}

/** A web page in place of what was asked for: a login, an error, a network that wants something first. */
export function pageCame(what: string): SourceFailure {
  return new SourceFailure("model_missing", `${what}: a web page came instead.`, "give-up");
}

/** Codes of which the first that occurs is told, when every source failed. */
const MOST_TELLING: readonly RouterErrorCode[] = [
  "quota_exceeded",
  "model_corrupt",
  "model_source_unreachable",
  "model_missing",
];

/** Of several failures the one that a person should hear of. */
export function mostTelling(failures: readonly SourceFailure[]): SourceFailure | undefined {
  for (const code of MOST_TELLING) {
    const found = failures.find((failure) => failure.code === code);
    if (found) return found;
  }
  return failures[0];
}

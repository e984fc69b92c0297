import type { EgressFailure } from "./failure.ts";

/** An upstream's words, short enough for a person. */
const LONGEST_QUOTATION = 200;
/** What lies behind the quotation is looked at too, so that a key that is cut by its end is seen. */
const LOOKED_AT = 4_000;
/** Endpoints echo keys with the middle starred out: this many characters of a secret in a row count as the secret. */
const SECRET_RUN = 8;

/**
 * The failure in one or two sentences for outside the worker. The upstream's words are quoted, unless any of `secrets`
 * shows in them, or the failure is about the key itself.
 */
export function publicMessage(failure: EgressFailure, secrets: readonly string[]): string {
  const { message, code, said } = failure;
  const words = said.replace(/\s+/gu, " ").trim().slice(0, LOOKED_AT);
  if (words === "" || code === "cloud_unauthorized") return message;
  if (secrets.some((secret) => shows(words, secret))) return message;
  const quoted = words.length > LONGEST_QUOTATION ? `${words.slice(0, LONGEST_QUOTATION)}…` : words;
  return `${message} It said: ${quoted}`;
}

function shows(words: string, secret: string): boolean {
  if (secret === "") return false;
  const text = words.toLowerCase();
  const hidden = secret.toLowerCase();
  const run = Math.min(SECRET_RUN, hidden.length);
  for (let start = 0; start + run <= hidden.length; start++)
    if (text.includes(hidden.slice(start, start + run))) return true;
  return false;
}

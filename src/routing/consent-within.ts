import type { ConsentAnswer, ConsentQuestion, RoutingParts } from "./request-call.ts";

/** Asks the page, and takes a time-out, an error or an abort for a no. */
export function consentWithin(
  timeoutMs: number,
  onConsent: (question: ConsentQuestion, signal: AbortSignal) => Promise<ConsentAnswer>,
): NonNullable<RoutingParts["askConsent"]> {
  return async (question, signal) => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const no = new Promise<ConsentAnswer>((resolve) => {
      ends.addEventListener("abort", () => resolve("keep"), { once: true });
    });
    try {
      return await Promise.race([onConsent(question, ends), no]);
    } catch {
      return "keep";
    }
  };
}

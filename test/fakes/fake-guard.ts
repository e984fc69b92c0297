import { inspectBody, inspectTexts } from "../../src/privacy/inspect-sources.ts";
import { emailDetector } from "../../src/privacy/detectors/email.ts";
import type { Guard } from "../../src/routing/ports.ts";

/** A guard without a worker that knows e-mail addresses alone. */
export function createFakeGuard(): Guard {
  const inspector = { detectors: [emailDetector], isOverBudget: () => false };
  return {
    version: "fake-guard",
    async inspect(texts, signal) {
      signal.throwIfAborted();
      return inspectTexts(texts, inspector);
    },
    async inspectBody(body, signal) {
      signal.throwIfAborted();
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
      const bodySha256 = Buffer.from(digest).toString("hex");
      return { ...(await inspectBody(body, inspector)), bodySha256 };
    },
  };
}

import { expose } from "comlink";
import { allDetectors } from "../src/privacy/all-detectors.ts";
import { inspectBody, inspectTexts, type Inspector } from "../src/privacy/inspect-sources.ts";
import type { GuardFailure, GuardWorker } from "./guard.contract.ts";

function createGuardWorker(): GuardWorker {
  return {
    inspect: (texts, budgetMs) => inspectTexts(texts, inspectorFor(budgetMs)).catch(failureOf),

    async inspectBody(body, budgetMs) {
      try {
        const inspector = inspectorFor(budgetMs);
        const [inspection, bodySha256] = await Promise.all([
          inspectBody(body, inspector),
          sha256Of(body),
        ]);
        return { ...inspection, bodySha256 };
      } catch (cause) {
        return failureOf(cause);
      }
    },
  };
}

/** The budget counts from the moment the worker turns to the text. */
function inspectorFor(budgetMs: number): Inspector {
  const end = performance.now() + budgetMs;
  return { detectors: allDetectors, isOverBudget: () => performance.now() >= end };
}

async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Without the text: what failed is said, what was read is not. */
function failureOf(cause: unknown): GuardFailure {
  const name = cause instanceof Error ? cause.name : "unknown error";
  return { code: "guard_unavailable", message: `The guard could not read the text (${name}).` };
}

expose(createGuardWorker());

import type { Decision } from "../terms/decision.ts";
import type { Estimate } from "../terms/estimate.ts";
import type { FindingKind } from "../terms/finding.ts";
import type { DecidedPath } from "./routed-event.ts";

/** Why a request went as it did. */
export interface KeptExplanation {
  readonly decision: Decision;
  readonly estimate: Estimate | null;
  readonly findingKinds: readonly FindingKind[];
  /** Decisions that were given up on the way, oldest first. */
  readonly earlier: readonly Decision[];
}

/** The decisions of the latest requests, in memory alone; the oldest request is dropped beyond the limit. */
export class Explanations {
  readonly #limit: number;
  readonly #kept = new Map<string, KeptExplanation>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a decision of this request; one that came before it was given up. */
  add(id: string, { decision, estimate, findingKinds }: DecidedPath): void {
    const before = this.#kept.get(id);
    const earlier = before === undefined ? [] : [...before.earlier, before.decision];
    this.#kept.set(id, { decision, estimate, findingKinds, earlier });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > this.#limit && oldest !== undefined) this.#kept.delete(oldest);
  }

  get(id: string): KeptExplanation | undefined {
    return this.#kept.get(id);
  }

  clear(): void {
    this.#kept.clear();
  }
}

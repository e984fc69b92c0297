import type { Estimate } from "../terms/estimate.ts";
import type { ModelCard } from "../terms/model-card.ts";
import type { Policy } from "../terms/policy.ts";
import type { Query } from "../terms/query.ts";
import type { Situation } from "../terms/situation.ts";
import type { RiskControlTable } from "./risk-control.ts";

/** All that a decision rests on. */
export interface DecisionInput {
  readonly query: Query;
  /** Null: the classifier could not be asked. */
  readonly estimate: Estimate | null;
  readonly fleet: readonly ModelCard[];
  readonly situation: Situation;
  readonly policy: Policy;
  /** What keeps a bound on the share of wrong answers that stay; asked only where the policy sets one. */
  readonly riskControl: RiskControlTable;
}

import type { ModelStoreClient } from "./model-store-client.ts";

/** What the models need of the store; `ModelStoreClient` has it. */
export type ModelStore = Pick<
  ModelStoreClient,
  "plan" | "open" | "keep" | "list" | "remove" | "forgetPlan" | "dispose"
>;

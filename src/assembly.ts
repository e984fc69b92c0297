import type { EmbeddingResponse } from "./chat/embedding.ts";
import type { CloudOptions, RouterModels, RouterStatus } from "./router.ts";
import type { RoutingParts } from "./routing/request-call.ts";
import type { ModelCard } from "./terms/model-card.ts";

/** The parts of a router and what only their maker can do with them. */
export interface Assembly {
  readonly parts: RoutingParts;
  /** All cards configured now. */
  fleet(): readonly ModelCard[];
  /** Replaces the cloud endpoint; null: none. Fails with `options_invalid`, and then nothing has changed. */
  setCloud(cloud: CloudOptions | null): void;
  sent(): RouterStatus["sent"];
  /** Resolves once it is known which models are here, or that takes too long. Rejects with the signal's reason alone. */
  isReady(signal: AbortSignal): Promise<void>;
  loadDevice(signal: AbortSignal): Promise<void>;
  /** `router.models`; what it begins ends with the router. */
  modelsWith(withLife: (signal: AbortSignal | undefined) => AbortSignal): RouterModels;
  createEmbeddings(request: unknown, signal: AbortSignal): Promise<EmbeddingResponse>;
  dispose(): Promise<void>;
}

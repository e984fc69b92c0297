import type { ChatRequest } from "../chat/chat-request.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { KeptModels } from "./kept-models.ts";
import { MeasuredPace, type MeasuredRun, type PaceFigures } from "./measured-pace.ts";

/** How fast each model is on this device, kept between visits. */
export class ModelPaces {
  readonly #kept: KeptModels;
  readonly #paces = new Map<string, MeasuredPace>();

  constructor(kept: KeptModels) {
    this.#kept = kept;
  }

  add({ card }: CatalogueEntry, request: ChatRequest, run: MeasuredRun): void {
    const pace = this.#paceOf(card);
    pace.add(request, run);
    this.#kept.keep(card.id, { pace: pace.kept() });
  }

  /** Only what has been measured. */
  figuresOf({ card }: CatalogueEntry): PaceFigures {
    return this.#paceOf(card).figures();
  }

  /** Milliseconds that a request is expected to take once it runs. */
  expectedMs({ card }: CatalogueEntry, request: ChatRequest): number {
    return this.#paceOf(card).expectedMs(request);
  }

  #paceOf({ id, pace: expected }: CatalogueEntry["card"]): MeasuredPace {
    const pace = this.#paces.get(id) ?? new MeasuredPace(expected, this.#kept.model(id).pace);
    this.#paces.set(id, pace);
    return pace;
  }
}

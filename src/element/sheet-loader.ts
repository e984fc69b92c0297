import type { Router } from "../index.ts";
import { declinedOffer } from "./declined-offer.ts";
import type { ModelDesk, ModelDeskOptions } from "./model-desk.ts";
import type { SheetViews } from "./chat-state.ts";

/** What is loaded when the side sheet is first opened, or when there is something to say about the models. */
export interface SheetPages extends SheetViews {
  openModelDesk(options: ModelDeskOptions): ModelDesk;
}

/** Brings the pages of the side sheet and the desk of the models: a first answer needs neither. */
export class SheetLoader {
  pages: SheetPages | null = null;
  desk: ModelDesk | null = null;
  readonly #currentRouter: () => Router;
  readonly #onChange: () => void;

  constructor(currentRouter: () => Router, onChange: () => void) {
    this.#currentRouter = currentRouter;
    this.#onChange = onChange;
  }

  /** Loads what is missing. Never fails: without its pages the sheet stays empty, and the next opening tries again. */
  async need(): Promise<void> {
    try {
      this.pages ??= await import("./views/sheet-pages.ts");
    } catch {
      return;
    }
    this.#onChange();
    if (this.desk !== null) return;
    const onChange = this.#onChange;
    this.desk = this.pages.openModelDesk({
      router: this.#currentRouter(),
      onChange,
      declined: declinedOffer,
    });
    await this.desk.look();
  }

  /** The router is another one now: what went on with the models is paused. */
  drop(): void {
    this.desk?.end();
    this.desk = null;
  }
}

import { RouterError } from "../index.ts";
import type { LoadProgress, Router, RouterErrorCode } from "../index.ts";

/** The device model on its way: progress, cancel, and what went wrong. */
export class ModelLoad {
  progress: LoadProgress | null = null;
  errorCode: RouterErrorCode | null = null;
  readonly #onChange: () => void;
  #controller: AbortController | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Shows how far a load has come, whoever began it. */
  show(progress: LoadProgress): void {
    this.progress = progress.stage === "ready" ? null : progress;
    this.#onChange();
  }

  /** Loads the model now. Never fails: what went wrong is shown. Resolves to whether it is loaded. */
  async start(router: Router): Promise<boolean> {
    const controller = new AbortController();
    this.#controller = controller;
    this.errorCode = null;
    try {
      await router.load({ signal: controller.signal });
      return true;
    } catch (error) {
      if (error instanceof RouterError) this.errorCode = error.code;
      return false;
    } finally {
      this.progress = null;
      this.#controller = null;
      this.#onChange();
    }
  }

  /** Takes down the progress of a load that an answer began and has ended with; a load that goes on shows again. */
  settle(): void {
    if (this.#controller === null) this.progress = null;
  }

  /** Stops a load that `start` began. */
  cancel(): void {
    this.#controller?.abort();
    this.progress = null;
    this.#onChange();
  }
}

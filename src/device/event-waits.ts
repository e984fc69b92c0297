import type { LanguageModelEvent } from "../../workers/language-model.contract.ts";
import type { RouterError } from "../router-error.ts";
import type { RunEnd } from "./language-engine.ts";
import { SilenceWatch } from "./silence-watch.ts";

interface Waiting {
  readonly watch: SilenceWatch;
  readonly onEvent: (event: LanguageModelEvent) => void;
  readonly resolve: (end: RunEnd | null) => void;
  readonly reject: (reason: RouterError) => void;
}

/** Who waits for a worker's events, by the id of the run; a load has an id of its own. */
export class EventWaits {
  readonly #waiting = new Map<string, Waiting>();
  readonly #onSilence: () => void;

  /** `onSilence` is called where one has waited in vain for as long as it would. */
  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  /** Resolves with the end of a run, or with null for a load. */
  add(
    id: string,
    silenceMs: number,
    onEvent: (event: LanguageModelEvent) => void,
  ): Promise<RunEnd | null> {
    return new Promise((resolve, reject) => {
      const watch = new SilenceWatch(silenceMs, this.#onSilence);
      this.#waiting.set(id, { watch, onEvent, resolve, reject });
    });
  }

  /** Any event is a sign of life. */
  heard(id: string): void {
    this.#waiting.get(id)?.watch.heard();
  }

  pass(id: string, event: LanguageModelEvent): void {
    this.#waiting.get(id)?.onEvent(event);
  }

  resolve(id: string, end: RunEnd | null): void {
    this.#take(id)?.resolve(end);
  }

  reject(id: string, reason: RouterError): void {
    this.#take(id)?.reject(reason);
  }

  rejectAll(reason: RouterError): void {
    for (const id of [...this.#waiting.keys()]) this.reject(id, reason);
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    waiting?.watch.end();
    this.#waiting.delete(id);
    return waiting;
  }
}

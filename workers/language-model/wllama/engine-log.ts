import type { WllamaLogger } from "@wllama/wllama/esm/index.js";

/** As many lines as may belong to one failure. */
const MOST_LINES = 40;

/** Keeps what the engine complains of instead of printing it: its errors say little, its log says why. */
export class EngineLog implements WllamaLogger {
  /** The last complaints, oldest first. */
  readonly lines: string[] = [];
  readonly debug = (): void => {};
  readonly log = (): void => {};
  readonly warn = (...words: readonly unknown[]): void => this.#keep(words);
  readonly error = (...words: readonly unknown[]): void => this.#keep(words);

  #keep(words: readonly unknown[]): void {
    this.lines.push(words.map((word) => String(word)).join(" "));
    if (this.lines.length > MOST_LINES) this.lines.shift();
  }
}

/** Text up to the first of some stop words, which may come in pieces. */
export class StopWords {
  readonly #words: readonly string[];
  readonly #longest: number;
  #held = "";
  #hasStopped = false;

  constructor(words: string | readonly string[] | null | undefined) {
    this.#words = [words ?? []].flat().filter((word) => word !== "");
    this.#longest = Math.max(0, ...this.#words.map((word) => word.length));
  }

  /** True once a stop word was seen: nothing of the answer counts from there on. */
  get hasStopped(): boolean {
    return this.#hasStopped;
  }

  /** What may be shown after this piece; the end that could begin a stop word is held back. */
  push(piece: string): string {
    if (this.#hasStopped) return "";
    const text = this.#held + piece;
    const found = this.#words.map((word) => text.indexOf(word)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.#hasStopped = true;
      this.#held = "";
      return text.slice(0, Math.min(...found));
    }
    const shown = Math.max(0, text.length - Math.max(0, this.#longest - 1));
    this.#held = text.slice(shown);
    return text.slice(0, shown);
  }

  /** What was held back, once the answer is whole. */
  rest(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}

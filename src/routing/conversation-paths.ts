import type { PrivacyMode } from "../terms/privacy-mode.ts";

/** The path that last answered in a conversation, and the mode it was chosen in. */
interface LastPath {
  readonly pathId: string;
  readonly mode: PrivacyMode;
}

/** The path each of the latest conversations is on, in memory alone; the one longest unused is dropped beyond the limit. */
export class ConversationPaths {
  readonly #limit: number;
  readonly #last = new Map<string, LastPath>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The path this conversation is on; undefined if it has none, or its mode has changed since. */
  pathOf(conversation: string, mode: PrivacyMode): string | undefined {
    const last = this.#last.get(conversation);
    return last?.mode === mode ? last.pathId : undefined;
  }

  /** Notes the path that has just answered. */
  note(conversation: string, pathId: string, mode: PrivacyMode): void {
    // A map keeps the order of insertion: taken out and put back, the conversation is the newest.
    this.#last.delete(conversation);
    this.#last.set(conversation, { pathId, mode });
    const oldest = this.#last.keys().next().value;
    if (this.#last.size > this.#limit && oldest !== undefined) this.#last.delete(oldest);
  }

  clear(): void {
    this.#last.clear();
  }
}

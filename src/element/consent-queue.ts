import type { ConsentAnswer, ConsentQuestion } from "../index.ts";

interface Waiting {
  readonly question: ConsentQuestion;
  readonly settle: (answer: ConsentAnswer) => void;
}

/** Questions that wait for a person, one shown at a time. An abort means "keep". */
export class ConsentQueue {
  readonly #waiting: Waiting[] = [];
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The question to show now. */
  get current(): ConsentQuestion | null {
    return this.#waiting[0]?.question ?? null;
  }

  ask(question: ConsentQuestion, signal: AbortSignal): Promise<ConsentAnswer> {
    if (signal.aborted) return Promise.resolve("keep");
    return new Promise((resolve) => {
      const onAbort = (): void => this.#settle(waiting, "keep");
      const waiting: Waiting = {
        question,
        settle: (answer) => {
          signal.removeEventListener("abort", onAbort);
          resolve(answer);
        },
      };
      signal.addEventListener("abort", onAbort);
      this.#waiting.push(waiting);
      this.#onChange();
    });
  }

  /** Answers the question that is shown. */
  answer(answer: ConsentAnswer): void {
    const current = this.#waiting[0];
    if (current !== undefined) this.#settle(current, answer);
  }

  /** Keeps everything here: what is asked of a person who is gone. */
  keepAll(): void {
    while (this.#waiting.length > 0) this.answer("keep");
  }

  #settle(waiting: Waiting, answer: ConsentAnswer): void {
    const index = this.#waiting.indexOf(waiting);
    if (index === -1) return;
    this.#waiting.splice(index, 1);
    waiting.settle(answer);
    this.#onChange();
  }
}

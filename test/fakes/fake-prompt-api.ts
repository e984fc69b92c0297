import type {
  PromptApi,
  PromptOptions,
  PromptSession,
  SessionOptions,
} from "../../src/device/browser-model.ts";

/** How a fake browser behaves for the next requests. */
export interface FakePromptScript {
  availability: "unavailable" | "downloadable" | "downloading" | "available";
  /** What the model says, piece by piece, to the last turn. */
  answer(input: string, options: SessionOptions): readonly string[];
  /** Thrown by `create`, as a DOMException of this name. */
  createFailure: string | null;
  /** Thrown after the first piece, as a DOMException of this name. */
  promptFailure: string | null;
  /** The stream stays open after its pieces, until it is aborted. */
  staysOpen: boolean;
  /** `create` never answers. */
  createHangs: boolean;
}

/** A browser with a model of its own, as the Prompt API's specification describes it. It remembers what it was asked. */
export class FakePromptApi implements PromptApi {
  readonly script: FakePromptScript = {
    availability: "available",
    answer: (input) => ["You said: ", input, "."],
    createFailure: null,
    promptFailure: null,
    staysOpen: false,
    createHangs: false,
  };
  readonly created: SessionOptions[] = [];
  readonly constraints: (object | undefined)[] = [];
  /** Sessions that were made and not destroyed. */
  open = 0;

  async availability(): Promise<string> {
    return this.script.availability;
  }

  async create(options: SessionOptions): Promise<PromptSession> {
    this.created.push(options);
    const { createFailure, createHangs, availability } = this.script;
    if (createFailure !== null) throw new DOMException("no", createFailure);
    await downloaded(options, availability);
    if (createHangs) await aborted(options.signal);
    options.signal?.throwIfAborted();
    this.open++;
    return this.#session(options);
  }

  #session(options: SessionOptions): PromptSession {
    let isDestroyed = false;
    return {
      contextUsage: wordsOf((options.initialPrompts ?? []).map(({ content }) => content).join(" ")),
      measureContextUsage: (input) => Promise.resolve(wordsOf(input)),
      promptStreaming: (input, prompt = {}) => {
        if (isDestroyed) throw new DOMException("destroyed", "InvalidStateError");
        this.constraints.push(prompt.responseConstraint);
        return this.#stream(this.script.answer(input, options), prompt);
      },
      destroy: () => {
        if (!isDestroyed) this.open--;
        isDestroyed = true;
      },
    };
  }

  #stream(pieces: readonly string[], { signal }: PromptOptions): ReadableStream<string> {
    const { promptFailure, staysOpen } = this.script;
    let next = 0;
    return new ReadableStream<string>({
      async pull(controller) {
        signal?.throwIfAborted();
        if (next === 1 && promptFailure !== null) throw new DOMException("no", promptFailure);
        const piece = pieces[next++];
        if (piece !== undefined) return controller.enqueue(piece);
        if (staysOpen) await aborted(signal);
        controller.close();
      },
    });
  }
}

/** Tokens are words here. */
function wordsOf(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/** The events 0 and 1 always come; between them those of a download. */
async function downloaded({ monitor }: SessionOptions, availability: string): Promise<void> {
  const target = new EventTarget();
  monitor?.(target);
  for (const loaded of availability === "available" ? [0, 1] : [0, 0.5, 1]) {
    await Promise.resolve();
    target.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded }));
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

import type { ChatCompletionChunk, ChatCompletionRequestStreaming } from "@mlc-ai/web-llm";
import type {
  MakeWebLlm,
  WebLlm,
  WebLlmSettings,
} from "../../workers/language-model/web-llm/web-llm-library.ts";

/** How a fake library behaves where it does not simply work. */
export interface FakeWebLlmOptions {
  /** The tokens of every answer. */
  readonly tokens?: readonly string[];
  readonly loadFault?: Error;
  readonly runFault?: Error;
  /** Runs between the files and the end of a load. */
  readonly whileLoading?: () => Promise<void>;
  /** An interrupt comes to nothing, as one does that comes just before the run begins. */
  readonly losesInterrupts?: boolean;
  /** The engine hangs before its first token, as it does after a GPU error. */
  readonly hangs?: boolean;
}

/** web-llm's engine, which reads its files where the library does and writes down what is asked of it. */
export class FakeWebLlm implements WebLlm {
  readonly requests: ChatCompletionRequestStreaming[] = [];
  readonly reloads: { model: string; options: { readonly context_window_size?: number } }[] = [];
  interrupts = 0;
  readonly #settings: WebLlmSettings;
  readonly #options: FakeWebLlmOptions;
  #isInterrupted = false;

  constructor(settings: WebLlmSettings, options: FakeWebLlmOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  async reload(model: string, options: { readonly context_window_size?: number }): Promise<void> {
    this.reloads.push({ model, options });
    const { initProgressCallback: report } = this.#settings;
    for (const progress of [0, 0.5, 1]) report({ progress, timeElapsed: 0, text: "weights" });
    await this.#options.whileLoading?.();
    if (this.#options.loadFault) throw this.#options.loadFault;
    for (const progress of [0.1, 1]) report({ progress, timeElapsed: 0, text: "shaders" });
  }

  async unload(): Promise<void> {
    this.#isInterrupted = true;
  }

  async interruptGenerate(): Promise<void> {
    this.interrupts++;
    this.#isInterrupted = this.#options.losesInterrupts !== true;
  }

  async chatCompletion(
    request: ChatCompletionRequestStreaming,
  ): Promise<AsyncIterable<ChatCompletionChunk>> {
    this.requests.push(request);
    return this.#write(request);
  }

  async *#write({ max_tokens: most }: ChatCompletionRequestStreaming) {
    this.#isInterrupted = false;
    if (this.#options.runFault) throw this.#options.runFault;
    if (this.#options.hangs) await new Promise(() => {});
    const all = this.#options.tokens ?? ["The ", "device ", "answers ", "this."];
    const told = all.slice(0, most ?? all.length);
    let written = 0;
    for (const token of told) {
      await step();
      if (this.#isInterrupted) break;
      written++;
      yield chunkOf([{ token, logprob: -0.1 }, token]);
    }
    const finish = all.length > told.length ? "length" : "stop";
    yield finalChunk(this.#isInterrupted ? "abort" : finish);
    yield usageChunk(written);
  }
}

/** Makes fakes as the library would make engines; `made` has them all. */
export function fakeWebLlmMaker(options: FakeWebLlmOptions = {}): {
  readonly make: MakeWebLlm;
  readonly made: readonly FakeWebLlm[];
} {
  const made: FakeWebLlm[] = [];
  const make: MakeWebLlm = async (settings) => {
    const engine = new FakeWebLlm(settings, options);
    made.push(engine);
    return engine;
  };
  return { make, made };
}

const HEAD = { id: "1", model: "m", object: "chat.completion.chunk" as const, created: 0 };

function chunkOf([entry, content]: [
  { token: string; logprob: number },
  string,
]): ChatCompletionChunk {
  const likeliest = { ...entry, bytes: null };
  const impossible = { token: "never", logprob: Number.NEGATIVE_INFINITY, bytes: null };
  const logprobs = { content: [{ ...likeliest, top_logprobs: [likeliest, impossible] }] };
  const delta = { content, role: "assistant" as const };
  return { ...HEAD, choices: [{ delta, finish_reason: null, index: 0, logprobs }] };
}

function finalChunk(reason: "stop" | "length" | "abort"): ChatCompletionChunk {
  return { ...HEAD, choices: [{ delta: {}, finish_reason: reason, index: 0 }] };
}

function usageChunk(completionTokens: number): ChatCompletionChunk {
  const usage = {
    completion_tokens: completionTokens,
    prompt_tokens: 10,
    total_tokens: completionTokens + 10,
    extra: {
      e2e_latency_s: 1,
      prefill_tokens_per_s: 10,
      decode_tokens_per_s: 10,
      time_to_first_token_s: 1,
      time_per_output_token_s: 0.1,
    },
  };
  return { ...HEAD, choices: [], usage };
}

/** Lets everything else that waits go first. */
function step(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

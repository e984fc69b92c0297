import type { ChatRequest } from "../chat/chat-request.ts";
import type { Pace } from "../terms/model-card.ts";

/** Weight of the newest run in the running means: a machine that others use too changes its pace within minutes. */
const NEWEST = 0.5;
/** What a chat template puts around a message, in characters, about. */
const TEMPLATE_CHARACTERS = 40;

/** What one run took. Tokens of the prompt count only if they were read in this run, not remembered from the last. */
export interface MeasuredRun {
  readonly readTokens: number;
  readonly promptMs: number;
  readonly writtenTokens: number;
  readonly generationMs: number;
  /** From the start of the run to its end, the page's part included; absent: reading and writing alone. */
  readonly wholeMs?: number;
}

/** What was measured of one model on this device; absent: not yet. */
export interface PaceFigures {
  readonly promptTokensPerSecond?: number;
  readonly tokensPerSecond?: number;
}

/** What is kept of a pace across reloads: the figures and what is expected of a request by its length. */
export interface KeptPace extends PaceFigures {
  /** Tokens read for each character of a conversation. */
  readonly tokensPerCharacter?: number;
  readonly answerTokens?: number;
  /** Share of its token limit that an answer uses. */
  readonly limitShare?: number;
  /** Milliseconds of a run besides reading and writing. */
  readonly overheadMs?: number;
}

/** Before anything was measured: English, an answer of a short paragraph, and no overhead. */
const EXPECTED = { tokensPerCharacter: 0.25, answerTokens: 96, limitShare: 0.9, overheadMs: 0 };

/** The pace of one model on this device, as measured so far. */
export class MeasuredPace {
  readonly #expected: Pace;
  #kept: KeptPace;

  constructor(expected: Pace, kept: KeptPace = {}) {
    this.#expected = expected;
    this.#kept = kept;
  }

  add(request: ChatRequest, run: MeasuredRun): void {
    this.#addReading(request, run);
    this.#addWriting(request, run);
    if (run.wholeMs === undefined) return;
    const overheadMs = Math.max(0, run.wholeMs - run.promptMs - run.generationMs);
    this.#blend("overheadMs", overheadMs);
  }

  /** Only what has been measured. */
  figures(): PaceFigures {
    const { promptTokensPerSecond, tokensPerSecond } = this.#kept;
    return {
      ...(promptTokensPerSecond !== undefined && { promptTokensPerSecond }),
      ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    };
  }

  /** All that a later session can go on with. */
  kept(): KeptPace {
    return this.#kept;
  }

  /** Milliseconds that a request is expected to take, by its length and the answers so far. */
  expectedMs(request: ChatRequest): number {
    const kept = { ...EXPECTED, ...this.#expected, ...this.#kept };
    const promptTokens = charactersOf(request) * kept.tokensPerCharacter;
    const most = limitOf(request);
    const answerTokens = most === null ? kept.answerTokens : most * kept.limitShare;
    const promptMs = (promptTokens / kept.promptTokensPerSecond) * 1_000;
    const answerMs = (answerTokens / kept.tokensPerSecond) * 1_000;
    return promptMs + answerMs + kept.overheadMs;
  }

  #addReading(request: ChatRequest, { readTokens, promptMs }: MeasuredRun): void {
    if (readTokens > 0) this.#blend("tokensPerCharacter", readTokens / charactersOf(request));
    // A handful of tokens says little: the fixed cost of a run would pass for slowness.
    if (readTokens < 8 || promptMs <= 0) return;
    this.#blend("promptTokensPerSecond", (readTokens / promptMs) * 1_000);
  }

  #addWriting(request: ChatRequest, { writtenTokens, generationMs }: MeasuredRun): void {
    const most = limitOf(request);
    if (most !== null && writtenTokens > 0) this.#blend("limitShare", writtenTokens / most);
    if (writtenTokens < 4 || generationMs <= 0) return;
    this.#blend("tokensPerSecond", (writtenTokens / generationMs) * 1_000);
    if (most === null) this.#blend("answerTokens", writtenTokens);
  }

  #blend(figure: keyof KeptPace, now: number): void {
    const before = this.#kept[figure];
    const blended = before === undefined ? now : before + NEWEST * (now - before);
    this.#kept = { ...this.#kept, [figure]: blended };
  }
}

function limitOf(request: ChatRequest): number | null {
  return request.max_completion_tokens ?? request.max_tokens ?? null;
}

function charactersOf({ messages }: ChatRequest): number {
  return messages.reduce(
    (sum, { content }) => sum + TEMPLATE_CHARACTERS + JSON.stringify(content ?? "").length,
    0,
  );
}

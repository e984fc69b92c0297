import { createParser } from "eventsource-parser";
import type { AnswerEvent, FinishReason, Usage } from "../../src/terms/answer-event.ts";
import { EgressFailure } from "./failure.ts";
import { readChunk, type ReadChunk } from "./read-chunk.ts";

/** More than any answer has: an endless stream ends here. In characters. */
export const MAX_ANSWER_LENGTH = 16 * 1024 * 1024;

/** What a stream has told: something of the answer, or that the answer is whole and only usage can follow. */
export type Progress = "said" | "finished";

/**
 * Reads a server-sent event stream of chat completion chunks. `answer-ended` is last and comes once. Fails with
 * `cloud_malformed`, `cloud_stream_broken` (it stopped before it said that it was done), or as an error in the stream
 * says; what came before was yielded. Once a finish reason has come nothing fails any more. How the bytes are split
 * changes nothing. `onProgress` hears of nothing but content: comments and empty chunks are silence.
 */
export async function* readAnswerStream(
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (progress: Progress) => void,
): AsyncGenerator<AnswerEvent, void> {
  const stream = new AnswerStream(onProgress);
  const decoder = new TextDecoder();
  let length = 0;
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true });
      length += text.length;
      if (length > MAX_ANSWER_LENGTH)
        throw new EgressFailure("cloud_malformed", "The cloud's answer has no end.");
      yield* stream.read(text);
      if (stream.isDone) break;
    }
  } catch (failure) {
    if (!stream.isFinished) throw failure;
  }
  yield* stream.end(decoder.decode());
}

/** What has come of one answer. */
class AnswerStream {
  readonly #onProgress: (progress: Progress) => void;
  readonly #waiting: string[] = [];
  readonly #parser = createParser({ onEvent: ({ data }) => void this.#waiting.push(data) });
  #finishReason: FinishReason | null = null;
  #usage: Usage | null = null;
  #hasToolCall = false;
  #isCut = false;
  #isDone = false;

  constructor(onProgress: (progress: Progress) => void) {
    this.#onProgress = onProgress;
  }

  /** It said `[DONE]`. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** It said why it ends. */
  get isFinished(): boolean {
    return this.#finishReason !== null;
  }

  *read(text: string): Generator<AnswerEvent, void> {
    this.#parser.feed(text);
    for (const data of this.#waiting.splice(0)) {
      if (data.trim() === "[DONE]") this.#isDone = true;
      if (this.#isDone) return;
      const chunk = this.#chunkOf(data);
      if (chunk !== null) yield* this.#take(chunk);
    }
  }

  /** Reads the rest: a last event without its blank line still counts if it is whole. */
  *end(rest: string): Generator<AnswerEvent, void> {
    this.#isCut = true;
    if (!this.#isDone) yield* this.read(`${rest}\n\n`);
    if (!this.#isDone && !this.isFinished) throw broken();
    yield {
      type: "answer-ended",
      finishReason: this.#finishReason ?? (this.#hasToolCall ? "tool_calls" : "stop"),
      ...(this.#usage === null ? {} : { usage: this.#usage }),
    };
  }

  *#take({ events, finishReason, usage }: ReadChunk): Generator<AnswerEvent, void> {
    this.#finishReason = finishReason ?? this.#finishReason;
    this.#usage = usage ?? this.#usage;
    this.#hasToolCall ||= events.some((event) => event.type === "tool-call-added");
    if (events.length > 0) this.#onProgress("said");
    if (finishReason !== null) this.#onProgress("finished");
    yield* events;
  }

  /** Null for what no longer matters. */
  #chunkOf(data: string): ReadChunk | null {
    try {
      return readChunk(data);
    } catch (failure) {
      if (this.isFinished) return null;
      const isMalformed = failure instanceof EgressFailure && failure.code === "cloud_malformed";
      // The last event of a cut stream is half an event: the cut is the fault, not its JSON.
      throw this.#isCut && isMalformed ? broken() : failure;
    }
  }
}

function broken(): EgressFailure {
  return new EgressFailure("cloud_stream_broken", "The cloud's answer broke off.");
}

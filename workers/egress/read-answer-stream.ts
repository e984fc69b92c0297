import { createParser } from "eventsource-parser";
import type { AnswerEvent, FinishReason, Usage } from "../../src/terms/answer-event.ts";
import { EgressFailure } from "./failure.ts";
import { readChunk } from "./read-chunk.ts";

/** More than any answer has: an endless stream ends here. In characters. */
export const MAX_ANSWER_LENGTH = 16 * 1024 * 1024;

/**
 * Reads a server-sent event stream of chat completion chunks. `answer-ended` is last and comes once. Fails with
 * `cloud_malformed`, `cloud_failed` (an error object in the stream) or `cloud_stream_broken` (it stopped before it said
 * that it was done); what came before was yielded. `heard` is called for each chunk that says something. How the bytes are split changes nothing.
 */
export async function* readAnswerStream(
  bytes: AsyncIterable<Uint8Array>,
  heard: () => void,
): AsyncGenerator<AnswerEvent, void> {
  const waiting: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => waiting.push(data) });
  const decoder = new TextDecoder();
  let finishReason: FinishReason | null = null;
  let usage: Usage | null = null;
  let isDone = false;
  let length = 0;

  function* take(): Generator<AnswerEvent, void> {
    for (const data of waiting.splice(0)) {
      if (isDone) return;
      if (data.trim() === "[DONE]") {
        isDone = true;
        return;
      }
      const chunk = readChunk(data);
      if (chunk.events.length > 0) heard();
      yield* chunk.events;
      finishReason = chunk.finishReason ?? finishReason;
      usage = chunk.usage ?? usage;
    }
  }

  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true });
      length += text.length;
      if (length > MAX_ANSWER_LENGTH)
        throw new EgressFailure("cloud_malformed", "The cloud's answer has no end.");
      parser.feed(text);
      yield* take();
      if (isDone) break;
    }
  } catch (cause) {
    if (cause instanceof EgressFailure) throw cause;
    throw new EgressFailure("cloud_stream_broken", "The cloud's answer broke off.", { cause });
  }
  // A last event without its blank line still counts.
  parser.feed(`${decoder.decode()}\n\n`);
  yield* take();
  if (finishReason === null && !isDone)
    throw new EgressFailure("cloud_stream_broken", "The cloud's answer broke off.");
  yield {
    type: "answer-ended",
    finishReason: finishReason ?? "stop",
    ...(usage === null ? {} : { usage }),
  };
}

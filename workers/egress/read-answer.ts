import type { AnswerEvent } from "../../src/terms/answer-event.ts";
import type { Timeouts } from "../egress.contract.ts";
import { patienceOf, piecesInTime } from "./deadline.ts";
import { EgressFailure } from "./failure.ts";
import { MAX_ANSWER_LENGTH, readAnswerStream } from "./read-answer-stream.ts";
import { readChunk } from "./read-chunk.ts";

/** How the lines of a server-sent stream begin; no JSON does. */
const STREAM_START = /^(data|event|id|retry)?:/;
/** Enough of a body to see how it begins. */
const OPENING_LENGTH = 6;

/**
 * The events of a response whose status was 2xx: a stream, whatever its content type says, or one JSON completion. A
 * completion may take as long as a first token. Fails as `readAnswerStream` does, with `cloud_timeout`, or with the
 * signal's reason.
 */
export async function* readAnswer(
  response: Response,
  { firstTokenMs, betweenTokensMs }: Timeouts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void> {
  if (response.body === null) throw malformed("The cloud's answer is empty.");
  const type = response.headers.get("content-type")?.toLowerCase() ?? "";
  if (type.includes("text/html")) {
    response.body.cancel().catch(() => undefined);
    throw malformed("The cloud endpoint sent a web page instead of an answer.");
  }
  const patience = patienceOf(firstTokenMs, betweenTokensMs);
  const { opening, pieces } = await opened(piecesInTime(response.body, patience, signal));
  if (type.includes("text/event-stream") || STREAM_START.test(opening))
    yield* readAnswerStream(pieces, (progress) => patience[progress]());
  else yield* readWhole(await wholeText(pieces));
}

/** The beginning of a body, and all its pieces once more. */
async function opened(body: AsyncGenerator<Uint8Array, void>): Promise<{
  readonly opening: string;
  readonly pieces: AsyncGenerator<Uint8Array, void>;
}> {
  const decoder = new TextDecoder();
  const read: Uint8Array[] = [];
  let opening = "";
  while (opening.length < OPENING_LENGTH && !opening.startsWith(":")) {
    const { done, value } = await body.next();
    if (done === true) break;
    read.push(value);
    opening = (opening + decoder.decode(value, { stream: true })).trimStart();
  }
  return { opening, pieces: again(read, body) };
}

async function* again(
  read: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* read;
    yield* rest;
  } finally {
    await rest.return();
  }
}

async function wholeText(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of pieces) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MAX_ANSWER_LENGTH) throw malformed("The cloud's answer has no end.");
  }
  return text + decoder.decode();
}

function* readWhole(text: string): Generator<AnswerEvent, void> {
  const { events, finishReason, usage } = readChunk(text);
  if (finishReason === null && events.length === 0)
    throw malformed("The cloud endpoint sent no answer.");
  yield* events;
  const hasToolCall = events.some((event) => event.type === "tool-call-added");
  yield {
    type: "answer-ended",
    finishReason: finishReason ?? (hasToolCall ? "tool_calls" : "stop"),
    ...(usage === null ? {} : { usage }),
  };
}

function malformed(sentence: string): EgressFailure {
  return new EgressFailure("cloud_malformed", sentence);
}

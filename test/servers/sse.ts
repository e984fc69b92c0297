import type { Step } from "./scripted-server.ts";

/** One event of a stream that holds `data` as JSON. */
export function sse(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export const DONE = "data: [DONE]\n\n";

/** A chunk as OpenAI's endpoint sends it, with this delta in its one choice. */
export function chunk(
  delta: Readonly<Record<string, unknown>>,
  finishReason: string | null = null,
): Readonly<Record<string, unknown>> {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model: "scripted",
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
}

/** The chunk that carries usage and no choice. */
export function usageChunk(promptTokens: number, completionTokens: number): unknown {
  return {
    ...chunk({}),
    choices: [],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
}

export function bytes(text: string | Uint8Array): Step {
  return { kind: "bytes", bytes: text };
}

/** The head of a server-sent stream. */
export function streamHead(contentType = "text/event-stream; charset=utf-8"): Step {
  return { kind: "head", status: 200, headers: { "content-type": contentType } };
}

/** The whole text of an answer: one chunk a piece, the finish reason, usage and `[DONE]`. */
export function answerText(pieces: readonly string[]): string {
  return [
    sse(chunk({ role: "assistant", content: "" })),
    ...pieces.map((content) => sse(chunk({ content }))),
    sse(chunk({}, "stop")),
    sse(usageChunk(7, pieces.length)),
    DONE,
  ].join("");
}

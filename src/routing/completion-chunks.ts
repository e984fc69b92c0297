import type {
  ChatChunkDelta,
  ChatCompletion,
  ChatCompletionChunk,
  ChatLogprobs,
  ChatUsage,
  NearsideReport,
} from "../chat/chat-completion.ts";
import type { ToolCall } from "../chat/chat-request.ts";
import { RouterError } from "../router-error.ts";
import type { FinishReason, TokenLogprob, Usage } from "../terms/answer-event.ts";
import type { AnswerPiece, RoutedEvent } from "./routed-event.ts";

/** What every chunk and completion of one request has in common. `created` in seconds since the epoch. */
export interface CompletionHead {
  readonly id: string;
  readonly created: number;
  /** As the caller wrote it; replaced by the answering model's id once that is known. */
  readonly model: string;
}

/** What a caller asked to see beside the text. */
export interface CompletionExtras {
  /** Alternatives for each token; null: no log-probabilities at all. An engine may report more than were asked for. */
  readonly topLogprobs: number | null;
  readonly hasUsage: boolean;
}

/** The chunks of a routed request, in OpenAI's order: role, pieces, finish, and the usage if it was asked for. */
export async function* chunksOf(
  events: AsyncIterable<RoutedEvent>,
  head: CompletionHead,
  extras: CompletionExtras,
  signal: AbortSignal,
): AsyncGenerator<ChatCompletionChunk, void> {
  let isFirst = true;
  let isOver = false;
  for await (const event of events) {
    switch (event.type) {
      case "stage-entered":
      case "path-decided":
        break;
      case "piece-added": {
        const role: ChatChunkDelta = isFirst ? { role: "assistant" } : {};
        isFirst = false;
        yield chunk(head, { ...role, ...deltaOf(event.piece) }, null, {
          ...(extras.topLogprobs === null
            ? {}
            : { logprobs: logprobsOf([event.piece], extras.topLogprobs) }),
        });
        break;
      }
      case "answer-broken":
        isOver = true;
        yield { ...chunk(head, {}, null), nearside: event.report };
        break;
      case "answer-finished": {
        isOver = true;
        const named = { ...head, model: event.report.model };
        if (isFirst) yield chunk(named, { role: "assistant", content: "" }, null);
        yield { ...chunk(named, {}, event.finishReason), nearside: event.report };
        if (extras.hasUsage && event.usage !== undefined)
          yield { ...chunk(named, {}, null), choices: [], usage: chatUsage(event.usage) };
        break;
      }
    }
  } // Only an abort or the router's end stops the events before one of the two.
  signal.throwIfAborted();
  if (!isOver) throw new RouterError("router_disposed", "The router ended before the answer did.");
}

/** The whole answer of a routed request. Fails as the events fail. */
export async function completionOf(
  events: AsyncIterable<RoutedEvent>,
  head: CompletionHead,
  extras: CompletionExtras,
): Promise<ChatCompletion> {
  const pieces: AnswerPiece[] = [];
  for await (const event of events) {
    if (event.type === "piece-added") pieces.push(event.piece);
    if (event.type === "answer-finished")
      return wholeOf(pieces, event.finishReason, event.report, event.usage, head, extras);
  }
  throw new RouterError("engine_failed", "The answer has no end.");
}

function wholeOf(
  pieces: readonly AnswerPiece[],
  finishReason: FinishReason,
  report: NearsideReport,
  usage: Usage | undefined,
  head: CompletionHead,
  extras: CompletionExtras,
): ChatCompletion {
  const calls = toolCallsOf(pieces);
  const text = joined(pieces, "text-added");
  const reasoning = joined(pieces, "reasoning-added");
  return {
    id: head.id,
    object: "chat.completion",
    created: head.created,
    model: report.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: text === "" && calls.length > 0 ? null : text,
          refusal: null,
          ...(calls.length === 0 ? {} : { tool_calls: calls }),
          ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
        },
        logprobs: extras.topLogprobs === null ? null : logprobsOf(pieces, extras.topLogprobs),
        finish_reason: finishReason,
      },
    ],
    ...(usage === undefined ? {} : { usage: chatUsage(usage) }),
    nearside: report,
  };
}

function joined(pieces: readonly AnswerPiece[], type: "text-added" | "reasoning-added"): string {
  return pieces.map((piece) => (piece.type === type ? piece.text : "")).join("");
}

function toolCallsOf(pieces: readonly AnswerPiece[]): readonly ToolCall[] {
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  for (const piece of pieces) {
    if (piece.type !== "tool-call-added") continue;
    const call = calls.get(piece.index) ?? { id: "", name: "", arguments: "" };
    calls.set(piece.index, {
      // Some endpoints repeat both with every piece.
      id: piece.id ?? call.id,
      name: piece.name ?? call.name,
      arguments: call.arguments + piece.argumentsText,
    });
  }
  return [...calls.values()].map(({ id, ...called }) => ({
    id,
    type: "function",
    function: called,
  }));
}

function deltaOf(piece: AnswerPiece): ChatChunkDelta {
  switch (piece.type) {
    case "text-added":
      return { content: piece.text };
    case "reasoning-added":
      return { reasoning_content: piece.text };
    case "tool-call-added":
      return { tool_calls: [toolCallDelta(piece)] };
  }
}

function toolCallDelta(
  piece: Extract<AnswerPiece, { type: "tool-call-added" }>,
): NonNullable<ChatChunkDelta["tool_calls"]>[number] {
  const { index, id, name, argumentsText } = piece;
  return {
    index,
    ...(id === undefined ? {} : { id, type: "function" }),
    function: { ...(name === undefined ? {} : { name }), arguments: argumentsText },
  };
}

function logprobsOf(pieces: readonly AnswerPiece[], most: number): ChatLogprobs {
  const tokens = pieces.flatMap((piece) =>
    piece.type === "text-added" && piece.logprob !== undefined ? [piece.logprob] : [],
  );
  return { content: tokens.map((token) => chatLogprob(token, most)), refusal: null };
}

function chatLogprob({ token, logprob, alternatives }: TokenLogprob, most: number) {
  return {
    token,
    logprob,
    bytes: null,
    top_logprobs: alternatives.slice(0, most).map((other) => ({ ...other, bytes: null })),
  };
}

function chatUsage({ promptTokens, completionTokens }: Usage): ChatUsage {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function chunk(
  head: CompletionHead,
  delta: ChatChunkDelta,
  finishReason: FinishReason | null,
  extra: { readonly logprobs?: ChatLogprobs } = {},
): ChatCompletionChunk {
  return {
    id: head.id,
    object: "chat.completion.chunk",
    created: head.created,
    model: head.model,
    choices: [{ index: 0, delta, ...extra, finish_reason: finishReason }],
  };
}

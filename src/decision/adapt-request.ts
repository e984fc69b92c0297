import type { ChatMessage, ChatRequest } from "../chat/chat-request.ts";
import { textOf, textsOf } from "../chat/message-text.ts";
import type { ModelCard } from "../terms/model-card.ts";
import { estimateTokens } from "./read-query.ts";

/** A sentence that a small model keeps to better than to a schema alone. */
const FORMAT_REMINDER = "Answer with one JSON object and nothing else.";
/** Tokens that a chat template puts around a message. */
const TOKENS_PER_MESSAGE = 5;
/** Left for the answer where the caller set no limit. */
const ANSWER_TOKENS = 256;
/** No limit on the answer takes more of the context than this from what is read. */
const MOST_ANSWER_SHARE = 0.5;

/**
 * The request as one model is asked it, by its card: a short system prompt where the caller wrote none, a format reminder
 * where a format is asked for, a system message folded into the first user turn where the model's template knows none, and
 * the oldest turns left out where the context cannot hold them all. What the caller sees does not change.
 */
export function adaptRequest(request: ChatRequest, card: ModelCard): ChatRequest {
  const kept = withinContext(toldMessages(request, card), request, card);
  const isFolded = card.promptStyle?.foldsSystem === true;
  return { ...request, messages: isFolded ? withFoldedSystem(kept) : kept };
}

/** Whether `adaptRequest` leaves out turns of this request, which is worth a word to the caller. */
export function leavesOutTurns(request: ChatRequest, card: ModelCard): boolean {
  const told = toldMessages(request, card);
  return withinContext(told, request, card).length < told.length;
}

/** The caller's messages and what the card adds to them. */
function toldMessages(request: ChatRequest, card: ModelCard): readonly ChatMessage[] {
  const { messages, response_format: format } = request;
  const { system = "", remindsOfFormat = false } = card.promptStyle ?? {};
  const wantsFormat = format !== undefined && format.type !== "text";
  const at = messages.findIndex(isSystem);
  const added = [at < 0 ? system : "", remindsOfFormat && wantsFormat ? FORMAT_REMINDER : ""];
  const words = added.filter(Boolean).join(" ");
  if (words === "") return messages;
  if (at < 0) return [{ role: "system", content: words }, ...messages];
  return messages.map((message, index) => (index === at ? withTail(message, words) : message));
}

/** A template without a system role takes its words at the head of the first thing that the user says. */
function withFoldedSystem(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const words = messages.filter(isSystem).map(textOf).join("\n\n");
  const rest = messages.filter((message) => !isSystem(message));
  const at = rest.findIndex(({ role }) => role === "user");
  if (words === "") return messages;
  if (at < 0) return [{ role: "user", content: words }, ...rest];
  return rest.map((message, index) => (index === at ? withHead(message, words) : message));
}

/** Leaves out the oldest turns, never a system message and never the last turn, which may then still be too long. */
function withinContext(
  messages: readonly ChatMessage[],
  request: ChatRequest,
  card: ModelCard,
): readonly ChatMessage[] {
  const room = roomFor(request, card);
  if (tokensOf(messages, request) <= room) return messages;
  let kept = messages;
  for (const [start, { role }] of messages.entries()) {
    if (role !== "user") continue;
    kept = messages.filter((message, index) => isSystem(message) || index >= start);
    if (tokensOf(kept, request) <= room) break;
  }
  return kept;
}

/** Tokens of the context that are not needed for the answer. */
function roomFor(request: ChatRequest, { contextTokens, maxAnswerTokens }: ModelCard): number {
  const limit = request.max_completion_tokens ?? request.max_tokens ?? ANSWER_TOKENS;
  return contextTokens - Math.min(limit, maxAnswerTokens, MOST_ANSWER_SHARE * contextTokens);
}

function tokensOf(messages: readonly ChatMessage[], request: ChatRequest): number {
  return estimateTokens(textsOf({ ...request, messages })) + TOKENS_PER_MESSAGE * messages.length;
}

function isSystem({ role }: ChatMessage): boolean {
  return role === "system" || role === "developer";
}

/** Pictures and parts of the message stay as they are. */
function withHead(message: ChatMessage, words: string): ChatMessage {
  if (message.role !== "user") return message;
  const { content } = message;
  return typeof content === "string"
    ? { ...message, content: `${words}\n\n${content}` }
    : { ...message, content: [{ type: "text", text: words }, ...content] };
}

function withTail(message: ChatMessage, words: string): ChatMessage {
  return { role: "system", content: `${textOf(message)}\n\n${words}` };
}

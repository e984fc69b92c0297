import type { ChatMessage, ChatRequest } from "../chat/chat-request.ts";
import { textOf } from "../chat/message-text.ts";
import type { ModelCard } from "../terms/model-card.ts";
import { estimateTokens } from "./read-query.ts";

/** A sentence that a small model keeps to better than to a schema alone. */
const FORMAT_REMINDER = "Answer with one JSON object and nothing else.";
/** Tokens that a chat template puts around a message. */
const TOKENS_PER_MESSAGE = 5;
/** Left for the answer where the caller set no limit. */
const ANSWER_TOKENS = 256;

/**
 * The request as one model is asked it, by its card: a short system prompt where the caller wrote none, a format reminder
 * where a format is asked for, a system message folded into the first user turn where the model's template knows none, and
 * the oldest turns left out where the context cannot hold them all. What the caller sees does not change.
 */
export function adaptRequest(request: ChatRequest, card: ModelCard): ChatRequest {
  const fitting = withinContext(request.messages, request, card);
  const told = withSystem(fitting, systemOf(request, card));
  const messages = card.promptStyle?.foldsSystem === true ? withFoldedSystem(told) : told;
  return { ...request, messages };
}

/** What is put in front: the card's own words where the caller wrote none, and the reminder. */
function systemOf({ messages, response_format: format }: ChatRequest, card: ModelCard): string {
  const { system = "", remindsOfFormat = false } = card.promptStyle ?? {};
  const wantsFormat = format !== undefined && format.type !== "text";
  const own = messages.some(isSystem) ? "" : system;
  return [own, remindsOfFormat && wantsFormat ? FORMAT_REMINDER : ""].filter(Boolean).join(" ");
}

function withSystem(messages: readonly ChatMessage[], system: string): readonly ChatMessage[] {
  if (system === "") return messages;
  const at = messages.findIndex(isSystem);
  if (at < 0) return [{ role: "system", content: system }, ...messages];
  return messages.map((message, index) =>
    index === at ? { role: "system", content: `${textOf(message)}\n\n${system}` } : message,
  );
}

/** A template without a system role takes its words at the head of the first thing that the user says. */
function withFoldedSystem(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const system = messages.filter(isSystem).map(textOf).join("\n\n");
  const rest = messages.filter((message) => !isSystem(message));
  const at = rest.findIndex(({ role }) => role === "user");
  if (system === "" || at < 0) return system === "" ? messages : rest;
  return rest.map((message, index) =>
    index === at ? { role: "user", content: `${system}\n\n${textOf(message)}` } : message,
  );
}

/** Leaves out the oldest turns, never a system message and never the last turn. */
function withinContext(
  messages: readonly ChatMessage[],
  request: ChatRequest,
  card: ModelCard,
): readonly ChatMessage[] {
  const answer = request.max_completion_tokens ?? request.max_tokens ?? ANSWER_TOKENS;
  const room = card.contextTokens - Math.min(answer, card.maxAnswerTokens);
  let kept = messages;
  while (tokensOf(kept) > room) {
    const shorter = withoutOldestTurn(kept);
    if (shorter === null) return kept;
    kept = shorter;
  }
  return kept;
}

/** Without the oldest user turn and what was said to it; null where only the last turn is left. */
function withoutOldestTurn(messages: readonly ChatMessage[]): readonly ChatMessage[] | null {
  const starts = messages.flatMap(({ role }, index) => (role === "user" ? [index] : []));
  const [first, second] = starts;
  if (first === undefined || second === undefined) return null;
  return messages.filter((message, index) => isSystem(message) || index < first || index >= second);
}

function tokensOf(messages: readonly ChatMessage[]): number {
  return estimateTokens(messages.map(textOf)) + TOKENS_PER_MESSAGE * messages.length;
}

function isSystem({ role }: ChatMessage): boolean {
  return role === "system" || role === "developer";
}

import type { ChatRequest, ContentPart } from "../chat/chat-request.ts";

/**
 * The text that is put to the skills: the last message, where the request asks for nothing but words about it. Null where
 * a system message, a function, a format, a stop sequence or log-probabilities could change what a right answer is. Earlier turns do not
 * matter: a skill answers only a text that stands for itself.
 */
export function skillText(request: ChatRequest): string | null {
  const last = request.messages.at(-1);
  if (last?.role !== "user" || !isPlain(request)) return null;
  return plainText(last.content);
}

function isPlain(request: ChatRequest): boolean {
  const { messages, tools = [], response_format: format, logprobs, n, stop } = request;
  const isSteered = messages.some(({ role }) => role === "system" || role === "developer");
  const isFormatted = format !== undefined && format.type !== "text";
  const isOnePlain = logprobs !== true && (n ?? 1) === 1 && (stop ?? []).length === 0;
  return !isSteered && !isFormatted && tools.length === 0 && isOnePlain;
}

function plainText(content: string | readonly ContentPart[]): string | null {
  if (typeof content === "string") return content;
  const [part] = content;
  return content.length === 1 && part?.type === "text" ? part.text : null;
}

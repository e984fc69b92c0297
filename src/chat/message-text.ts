import type { ChatMessage, ChatRequest } from "./chat-request.ts";

/** The text of one message; its text parts joined by line breaks. */
export function textOf(message: ChatMessage): string {
  const content = message.content ?? "";
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

/** Every text of a request that a model would read: messages, tool calls and tool definitions. */
export function textsOf(request: ChatRequest): readonly string[] {
  const messages = request.messages.flatMap((message) => [textOf(message), ...callTexts(message)]);
  const tools = (request.tools ?? []).map((tool) => JSON.stringify(tool.function));
  return [...messages, ...tools];
}

/** Whether a message holds a picture. */
export function hasImage(message: ChatMessage): boolean {
  const { content } = message;
  return typeof content === "object" && (content ?? []).some((part) => part.type === "image_url");
}

function callTexts(message: ChatMessage): readonly string[] {
  if (message.role !== "assistant") return [];
  return (message.tool_calls ?? []).map((call) => call.function.arguments);
}

import type { ChatMessage, ChatRequest, ContentPart } from "../../src/chat/chat-request.ts";
import { RouterError } from "../../src/router-error.ts";
import { describeToolTurn, offeredTools, toolInstruction } from "./tool-calling.ts";

/** A message as every chat template understands it. */
export interface PlainMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/**
 * The conversation in the three roles that every chat template knows; functions are described in the
 * system message. Fails with `unsupported_parameter` for an image.
 */
export function plainMessages(request: ChatRequest): readonly PlainMessage[] {
  const messages = request.messages.map((message) => describeToolTurn(message) ?? plain(message));
  const tools = offeredTools(request);
  if (tools.length === 0) return messages;
  const [first, ...rest] = messages;
  const instruction = toolInstruction(tools);
  if (first?.role === "system") {
    return [{ role: "system", content: `${first.content}\n\n${instruction}` }, ...rest];
  }
  return [{ role: "system", content: instruction }, ...messages];
}

/**
 * The same conversation without a system role and with user and assistant by turns: what the system says stands before
 * the user's next words, and neighbours of one role become one.
 */
export function alternating(messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const turns: PlainMessage[] = [];
  for (const { role, content } of messages) {
    const last = turns.at(-1);
    const turn = role === "assistant" ? role : "user";
    if (last?.role === turn) {
      turns[turns.length - 1] = { role: turn, content: `${last.content}\n\n${content}` };
    } else {
      turns.push({ role: turn, content });
    }
  }
  return turns;
}

function plain(message: ChatMessage): PlainMessage {
  const content = textOf(message.content);
  switch (message.role) {
    case "system":
    case "developer":
      return { role: "system", content };
    case "user":
      return { role: "user", content };
    case "assistant":
      return { role: "assistant", content };
    case "tool":
      return { role: "user", content: `Result of the function call:\n${content}` };
  }
}

function textOf(content: string | readonly ContentPart[] | null | undefined): string {
  if (typeof content === "string") return content;
  return (content ?? [])
    .map((part) => {
      if (part.type === "text") return part.text;
      throw new RouterError("unsupported_parameter", "This model reads text only, no images.");
    })
    .join("\n");
}

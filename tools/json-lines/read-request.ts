import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { readChatRequest } from "../../src/chat/read-chat-request.ts";
import { RouterError, type RouterErrorCode } from "../../src/router-error.ts";
import type { Complaint, Fields } from "./read-object.ts";

/** These are found once the shape is known to be right: nothing is sent here, so any text can be estimated. */
const TEXT_CODES: readonly RouterErrorCode[] = ["text_empty", "text_too_long", "text_malformed"];

/**
 * The chat request that a line stands for: `prompt` or `messages`, with `tools` in OpenAI's shape or bare. A field that is
 * null counts as absent. Texts may be empty, huge or broken.
 */
export function readRequest(fields: Fields): { readonly request: ChatRequest } | Complaint {
  const { prompt, messages, tools } = fields;
  if (isAbsent(prompt) === isAbsent(messages)) {
    return {
      complaint: isAbsent(prompt)
        ? 'has neither "prompt" nor "messages"'
        : 'has both "prompt" and "messages"',
    };
  }
  if (!isAbsent(prompt) && typeof prompt !== "string")
    return { complaint: 'has a "prompt" that is no text' };
  return checked({
    model: "auto",
    messages: messages ?? [{ role: "user", content: prompt }],
    ...(isAbsent(tools) ? {} : { tools: Array.isArray(tools) ? tools.map(inShape) : tools }),
  });
}

function checked(input: unknown): { readonly request: ChatRequest } | Complaint {
  try {
    return { request: readChatRequest(input) };
  } catch (cause) {
    if (!(cause instanceof RouterError)) throw cause;
    if (TEXT_CODES.includes(cause.code)) return { request: input as ChatRequest };
    return { complaint: `is no chat request: ${withinSentence(cause.message)}` };
  }
}

function withinSentence(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}

/** A bare {name, description, parameters} as OpenAI wraps it. */
function inShape(tool: unknown): unknown {
  const isBare = typeof tool === "object" && tool !== null && !("function" in tool);
  return isBare ? { type: "function", function: tool } : tool;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

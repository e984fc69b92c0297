import type { ChatMessage, ChatRequest } from "../chat/chat-request.ts";
import { hasImage, textOf } from "../chat/message-text.ts";
import { RouterError } from "../router-error.ts";
import type { PromptTurn } from "./browser-model.ts";

/** A conversation as the Prompt API takes it: what came before, and the turn to be answered. */
export interface PromptTurns {
  readonly initialPrompts: readonly PromptTurn[];
  readonly input: string;
}

/**
 * The request's conversation for a session of its own. All system messages become one at the beginning, the only place that
 * the API allows. Fails with `unsupported_parameter` for a picture or offered functions, and with `messages_missing`.
 */
export function promptTurns({ messages, tools = [] }: ChatRequest): PromptTurns {
  if (messages.some(hasImage)) throw unsupported("reads text only, no images");
  if (tools.length > 0) throw unsupported("calls no functions");
  const system = messages.filter(isSystem).map(textOf).join("\n\n");
  const turns = messages.filter((message) => !isSystem(message)).map(turnOf);
  const last = turns.at(-1);
  if (last === undefined) {
    throw new RouterError("messages_missing", "There is no message to be answered.");
  }
  const before = turns.slice(0, -1);
  const initialPrompts =
    system === "" ? before : [{ role: "system" as const, content: system }, ...before];
  return { initialPrompts, input: last.content };
}

/** The JSON schema that the answer has to follow; undefined where it is free. */
export function responseConstraintOf({ response_format: format }: ChatRequest): object | undefined {
  switch (format?.type) {
    case "json_schema":
      return format.json_schema.schema ?? { type: "object" };
    case "json_object":
      return { type: "object" };
    case "text":
    case undefined:
      return undefined;
  }
}

function isSystem({ role }: ChatMessage): boolean {
  return role === "system" || role === "developer";
}

/** Calls and results of an earlier place in the conversation are told as text. */
function turnOf(message: ChatMessage): PromptTurn {
  const content = textOf(message);
  if (message.role === "tool") {
    return { role: "user", content: `Result of the function call:\n${content}` };
  }
  if (message.role !== "assistant") return { role: "user", content };
  const calls = (message.tool_calls ?? []).map((call) => JSON.stringify(call.function));
  return { role: "assistant", content: [content, ...calls].filter(Boolean).join("\n") };
}

function unsupported(what: string): RouterError {
  return new RouterError("unsupported_parameter", `The browser model ${what}.`);
}

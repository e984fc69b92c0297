import type { ChatMessage, ChatRequest, ChatTool } from "../../src/chat/chat-request.ts";
import type { PlainMessage } from "./plain-messages.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The functions that the model may call in this request; empty where the caller allows none. */
export function offeredTools(request: ChatRequest): readonly ChatTool[] {
  const choice = request.tool_choice ?? "auto";
  if (choice === "none") return [];
  const tools = request.tools ?? [];
  if (typeof choice === "string") return tools;
  return tools.filter((tool) => tool.function.name === choice.function.name);
}

/** The JSON schema that holds a model without a tool format of its own to one call, or to an answer where it may choose. */
export function toolSchema(
  tools: readonly ChatTool[],
  request: ChatRequest,
  answerSchema: Schema | null,
): Schema {
  const calls = tools.map((tool) =>
    objectOf({
      tool_call: objectOf({
        name: { const: tool.function.name },
        arguments: tool.function.parameters ?? { type: "object" },
      }),
    }),
  );
  const mayAnswer = (request.tool_choice ?? "auto") === "auto";
  const answer = objectOf({ response: answerSchema ?? { type: "string" } });
  return { anyOf: mayAnswer ? [...calls, answer] : calls };
}

function objectOf(properties: Schema): Schema {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/** What the model is told of the functions, in front of the conversation. */
export function toolInstruction(tools: readonly ChatTool[]): string {
  const list = tools.map(({ function: { name, description, parameters } }) =>
    JSON.stringify({ name, description, parameters }),
  );
  return [
    "You can call functions. Answer with one JSON object.",
    'To call a function: {"tool_call": {"name": "...", "arguments": {...}}}',
    'To answer in words: {"response": "..."}',
    "Functions:",
    ...list,
  ].join("\n");
}

/** Earlier calls and their results, in the same words that the model is told to use. */
export function describeToolTurn(message: ChatMessage): PlainMessage | null {
  if (message.role === "assistant" && message.tool_calls && message.tool_calls.length > 0) {
    const calls = message.tool_calls.map(
      ({ function: { name, arguments: text } }) =>
        `{"tool_call": {"name": ${JSON.stringify(name)}, "arguments": ${text || "{}"}}}`,
    );
    return { role: "assistant", content: calls.join("\n") };
  }
  return null;
}

/** What a model answered that was held to `toolSchema`. `unparsed` is text that was cut off or broken. */
export type ToolAnswer =
  | { readonly kind: "call"; readonly name: string; readonly argumentsText: string }
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "unparsed"; readonly text: string };

/** Reads the answer of a model that was held to `toolSchema`. */
export function readToolAnswer(text: string): ToolAnswer {
  const value = parseObject(text);
  if (!value) return { kind: "unparsed", text };
  const call = value["tool_call"];
  if (isObject(call) && typeof call["name"] === "string") {
    return {
      kind: "call",
      name: call["name"],
      argumentsText: JSON.stringify(call["arguments"] ?? {}),
    };
  }
  const response = value["response"];
  if (response === undefined) return { kind: "unparsed", text };
  return {
    kind: "answer",
    text: typeof response === "string" ? response : JSON.stringify(response),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

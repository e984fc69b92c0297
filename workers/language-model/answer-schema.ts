import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { offeredTools, toolSchema } from "./tool-calling.ts";

/** A JSON schema, as the caller wrote it or as functions make it. */
export type AnswerSchema = Readonly<Record<string, unknown>>;

/** The schema that holds the answer: of the wanted format, or of the functions that may be called; null for free text. */
export function answerSchema(request: ChatRequest): AnswerSchema | null {
  const format = formatSchema(request);
  const tools = offeredTools(request);
  return tools.length === 0 ? format : toolSchema(tools, request, format);
}

function formatSchema(request: ChatRequest): AnswerSchema | null {
  const format = request.response_format;
  if (!format) return null;
  switch (format.type) {
    case "text":
      return null;
    case "json_object":
      return { type: "object" };
    case "json_schema":
      return format.json_schema.schema ?? { type: "object" };
  }
}

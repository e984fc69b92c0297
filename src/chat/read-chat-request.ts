import * as v from "valibot";
import { RouterError, type RouterErrorCode } from "../router-error.ts";
import type { ChatRequest } from "./chat-request.ts";
import { hasImage, textsOf } from "./message-text.ts";

/** Longest text of one request, in UTF-16 code units. Beyond it nothing is read at all. */
export const MAX_REQUEST_LENGTH = 4 * 1024 * 1024;

const CODES = [
  "messages_missing",
  "role_unknown",
  "unsupported_parameter",
] as const satisfies readonly RouterErrorCode[];

const textPart = v.looseObject({ type: v.literal("text"), text: v.string() });
const imagePart = v.looseObject({
  type: v.literal("image_url"),
  image_url: v.looseObject({ url: v.string() }),
});
const content = v.union([v.string(), v.array(v.variant("type", [textPart, imagePart]))]);
const toolCall = v.looseObject({
  id: v.string(),
  type: v.literal("function"),
  function: v.looseObject({ name: v.string(), arguments: v.string() }),
});

const message = v.variant(
  "role",
  [
    v.looseObject({ role: v.picklist(["system", "developer", "user"]), content }),
    v.looseObject({
      role: v.literal("assistant"),
      content: v.nullish(content),
      tool_calls: v.optional(v.array(toolCall)),
    }),
    v.looseObject({ role: v.literal("tool"), content, tool_call_id: v.string() }),
  ],
  (issue) => (issue.expected.includes('"system"') ? "role_unknown" : issue.message),
);

const number = (low: number, high: number) =>
  v.nullish(v.pipe(v.number(), v.finite(), v.minValue(low), v.maxValue(high)));
const count = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1)));
const tool = v.looseObject({
  type: v.literal("function"),
  function: v.looseObject({
    name: v.pipe(v.string(), v.minLength(1)),
    parameters: v.optional(v.record(v.string(), v.unknown())),
  }),
});
const toolChoice = v.union([
  v.picklist(["none", "auto", "required"]),
  v.looseObject({ type: v.literal("function"), function: v.looseObject({ name: v.string() }) }),
]);
const responseFormat = v.variant("type", [
  v.looseObject({ type: v.literal("text") }),
  v.looseObject({ type: v.literal("json_object") }),
  v.looseObject({
    type: v.literal("json_schema"),
    json_schema: v.looseObject({
      name: v.string(),
      schema: v.optional(v.record(v.string(), v.unknown())),
    }),
  }),
]);

/** Nearside's own field is ours to keep exact: a misspelt control is an error, not a silence. */
const controls = v.strictObject({
  privacy: v.optional(v.picklist(["device-only", "ask", "allow"])),
  preference: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  whenUnsure: v.optional(v.picklist(["say", "withhold"])),
  maxWrongOnDevice: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  maxPriceUsd: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  deadlineMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1))),
  conversation: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  sticky: v.optional(v.boolean()),
});

const request = v.looseObject({
  model: v.pipe(v.string(), v.minLength(1)),
  messages: v.pipe(v.array(message, "messages_missing"), v.minLength(1, "messages_missing")),
  stream: v.nullish(v.boolean()),
  stream_options: v.nullish(v.looseObject({ include_usage: v.optional(v.boolean()) })),
  max_completion_tokens: count,
  max_tokens: count,
  temperature: number(0, 2),
  top_p: number(0, 1),
  seed: v.nullish(v.pipe(v.number(), v.integer())),
  stop: v.nullish(v.union([v.string(), v.pipe(v.array(v.string()), v.maxLength(4))])),
  n: v.nullish(v.literal(1, "unsupported_parameter")),
  frequency_penalty: number(-2, 2),
  presence_penalty: number(-2, 2),
  logprobs: v.nullish(v.boolean()),
  top_logprobs: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))),
  tools: v.optional(v.array(tool)),
  tool_choice: v.optional(toolChoice),
  response_format: v.optional(responseFormat),
  reasoning_effort: v.nullish(
    v.picklist(["none", "minimal", "low", "medium", "high", "xhigh", "max"]),
  ),
  verbosity: v.nullish(v.picklist(["low", "medium", "high"])),
  nearside: v.optional(controls),
});

/**
 * Checks what a caller wrote, before anything runs, and returns a copy: what the caller changes later changes nothing.
 * Fails with `request_invalid` (naming the field), `messages_missing`, `role_unknown`, `unsupported_parameter`,
 * `text_empty`, `text_too_long` or `text_malformed` (lone surrogates, which no encoding can carry).
 */
export function readChatRequest(input: unknown): ChatRequest {
  const result = v.safeParse(request, input, { abortEarly: true });
  if (!result.success) throw errorOf(result.issues[0]);
  // The schema above mirrors ChatRequest; looseObject keeps every further field, and valibot widens readonly away.
  const chatRequest = plainCopy(input) as ChatRequest;
  checkTexts(textsOf(chatRequest), chatRequest.messages.some(hasImage));
  return chatRequest;
}

/** JSON is what leaves in the end; a proxy of a framework becomes plain data here. */
function plainCopy(input: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(input));
  } catch (cause) {
    throw new RouterError("request_invalid", "The request holds something that is no JSON.", {
      cause,
    });
  }
}

function errorOf(issue: v.BaseIssue<unknown>): RouterError {
  const field = v.getDotPath(issue) ?? "request";
  const code = CODES.find((known) => known === issue.message);
  if (code === undefined)
    return new RouterError(
      "request_invalid",
      `The field "${field}" must be ${issue.expected ?? "valid"}.`,
    );
  return new RouterError(code, sentenceOf(code, field));
}

function sentenceOf(code: (typeof CODES)[number], field: string): string {
  switch (code) {
    case "messages_missing":
      return 'The request has no messages: "messages" must be a list with at least one.';
    case "role_unknown":
      return `The field "${field}" must be system, developer, user, assistant or tool.`;
    case "unsupported_parameter":
      return `The field "${field}" must be 1: Nearside gives one answer a request.`;
  }
}

function checkTexts(texts: readonly string[], isPictured: boolean): void {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > MAX_REQUEST_LENGTH)
    throw new RouterError(
      "text_too_long",
      `The request has ${length} characters; at most ${MAX_REQUEST_LENGTH} are read.`,
    );
  if (!isPictured && texts.every((text) => text.trim() === ""))
    throw new RouterError("text_empty", "The messages hold no text.");
  if (texts.some((text) => /\p{Surrogate}/u.test(text)))
    throw new RouterError(
      "text_malformed",
      "The text holds half of a character (a lone surrogate).",
    );
}

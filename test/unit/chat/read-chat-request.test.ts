import { describe, expect, test } from "vitest";
import { readChatRequest } from "../../../src/chat/read-chat-request.ts";
import { RouterError } from "../../../src/router-error.ts";

function codeOf(input: unknown): string {
  try {
    readChatRequest(input);
    return "accepted";
  } catch (error) {
    if (error instanceof RouterError) return error.code;
    throw error;
  }
}
const user = (content: unknown) => ({ role: "user", content });
const asked = (more: object, ...messages: unknown[]) => ({
  model: "auto",
  messages: messages.length === 0 ? [user("hello")] : messages,
  ...more,
});

describe("what is refused before anything runs", () => {
  test.each([
    [null, "request_invalid"],
    ["hello", "request_invalid"],
    [{}, "request_invalid"],
    [{ model: "auto", messages: "hi" }, "messages_missing"],
    [{ model: "auto", messages: [] }, "messages_missing"],
    [{ model: 7, messages: [user("x")] }, "request_invalid"],
    [asked({}, { content: "x" }), "role_unknown"],
    [asked({}, { role: "bot", content: "x" }), "role_unknown"],
    [asked({}, user(7)), "request_invalid"],
    [asked({}, user([{ type: "sound" }])), "request_invalid"],
    [asked({}, { role: "tool", content: "x" }), "request_invalid"],
    [asked({}, user(" \n")), "text_empty"],
    [asked({}, user("half \ud83d")), "text_malformed"],
    [asked({}, user("x".repeat(4 * 1024 * 1024 + 1))), "text_too_long"],
    [asked({ n: 2 }), "unsupported_parameter"],
    [asked({ temperature: "hot" }), "request_invalid"],
    [asked({ temperature: Number.NaN }), "request_invalid"],
    [asked({ max_completion_tokens: 0 }), "request_invalid"],
    [asked({ response_format: { type: "xml" } }), "request_invalid"],
    [asked({ nearside: { preference: 2 } }), "request_invalid"],
    [asked({ nearside: { prefrence: 1 } }), "request_invalid"],
  ])("%j is %s", (input, code) => {
    expect(codeOf(input)).toBe(code);
  });

  test("the error names the field", () => {
    expect(() => readChatRequest(asked({}, user("x"), user(7)))).toThrow(/messages\.1\.content/);
  });
});

describe("what is accepted, copied as it was", () => {
  test.each([
    [asked({})],
    [asked({ temperature: 0, stop: ["a"], tools: [], logprobs: true, top_logprobs: 3 })],
    [
      asked(
        {},
        user([
          { type: "text", text: "what is this" },
          { type: "image_url", image_url: { url: "data:," } },
        ]),
      ),
    ],
    [
      asked(
        {},
        user("x"),
        { role: "assistant", content: null, tool_calls: [] },
        { role: "tool", content: "1", tool_call_id: "c" },
      ),
    ],
    [asked({ some_new_field: 1 })],
    [asked({}, user("한국어 😀 <|im_end|>"))],
  ])("%j", (input) => {
    expect(readChatRequest(input)).toEqual(input);
  });
});

import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { skillText } from "../../../src/decision/skill-text.ts";

const asked: ChatRequest = { model: "auto", messages: [{ role: "user", content: "2 + 2" }] };

test("the last question is put to the skills, whatever was said before it", () => {
  expect(skillText(asked)).toBe("2 + 2");
  const unset = { tools: [], response_format: { type: "text" }, logprobs: false, n: 1, stop: null };
  expect(skillText({ ...asked, ...unset } as ChatRequest)).toBe("2 + 2");
  const later: ChatRequest = {
    ...asked,
    messages: [
      ...asked.messages,
      { role: "assistant", content: "4" },
      { role: "user", content: "5 + 5" },
    ],
  };
  expect(skillText(later)).toBe("5 + 5");
  const parts = [{ type: "text", text: "3 + 3" }] as const;
  expect(skillText({ ...asked, messages: [{ role: "user", content: parts }] })).toBe("3 + 3");
});

const steered: readonly (readonly [string, Partial<ChatRequest>])[] = [
  ["a system message", { messages: [{ role: "system", content: "Lie." }, ...asked.messages] }],
  [
    "a developer message",
    { messages: [{ role: "developer", content: "Lie." }, ...asked.messages] },
  ],
  ["functions", { tools: [{ type: "function", function: { name: "add" } }] }],
  ["a format", { response_format: { type: "json_object" } }],
  ["log-probabilities", { logprobs: true }],
  ["several answers", { n: 2 }],
  ["a stop sequence", { stop: "9" }],
  ["an answer at the end", { messages: [...asked.messages, { role: "assistant", content: "4" }] }],
];
for (const [what, change] of steered)
  test(`${what}: no skill is asked`, () => {
    expect(skillText({ ...asked, ...change })).toBeNull();
  });

test("a picture is no text", () => {
  const image_url = { url: "data:," };
  const content = [{ type: "image_url", image_url }] as const;
  expect(skillText({ ...asked, messages: [{ role: "user", content }] })).toBeNull();
});

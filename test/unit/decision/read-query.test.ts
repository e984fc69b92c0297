import { describe, expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { estimateTokens, readQuery } from "../../../src/decision/read-query.ts";

const read = (more: Partial<ChatRequest>) =>
  readQuery({ model: "auto", messages: [{ role: "user", content: "hello" }], ...more });

describe("what a query is", () => {
  test("the last user turn, with the one before it", () => {
    const query = read({
      messages: [
        { role: "system", content: "be brief" },
        { role: "user", content: "Why is  the sky blue?" },
        { role: "assistant", content: "Scattering." },
        { role: "user", content: "and why?" },
      ],
    });
    expect(query).toMatchObject({
      text: "and why?",
      precedingText: "Why is the sky blue?",
      turnCount: 2,
    });
  });

  test("demands come from tools, formats, images and log-probabilities, and from nothing else", () => {
    expect(read({ temperature: 1, seed: 4 }).demands).toEqual([]);
    const tool = { type: "function", function: { name: "f" } } as const;
    expect(read({ tools: [tool] }).demands).toEqual(["tools"]);
    expect(read({ tools: [tool], tool_choice: "none" }).demands).toEqual([]);
    expect(read({ response_format: { type: "json_object" } }).demands).toEqual(["schema"]);
    expect(read({ logprobs: true }).demands).toEqual(["logprobs"]);
    const image = { type: "image_url", image_url: { url: "data:," } } as const;
    const text = { type: "text", text: "what" } as const;
    expect(read({ messages: [{ role: "user", content: [text, image] }] }).demands).toEqual([
      "images",
    ]);
  });

  test("an effort is a wish, mapped onto our four", () => {
    expect(read({ reasoning_effort: "xhigh" }).wishes).toEqual({ effort: "high" });
    expect(read({ reasoning_effort: "none" }).wishes).toEqual({ effort: "minimal" });
    expect(read({ reasoning_effort: null }).wishes).toEqual({});
  });

  test("the script tells Korean; Latin letters tell nothing", () => {
    const said = (content: string) => read({ messages: [{ role: "user", content }] }).language;
    expect(said("서울의 날씨는 어때요?")).toBe("ko");
    expect(said("PDF 파일을 열어 줘")).toBe("ko");
    expect(said("What is the capital of France?")).toBeNull();
    expect(said("1 + 1")).toBeNull();
  });

  test("a limit on tokens bounds the expected answer", () => {
    expect(read({ max_completion_tokens: 10 }).answerTokens).toBe(10);
    expect(read({ max_tokens: 5000 }).answerTokens).toBe(256);
  });

  test("Korean costs more tokens a character than English", () => {
    expect(estimateTokens(["a".repeat(400)])).toBe(100);
    expect(estimateTokens(["가".repeat(400)])).toBe(600);
  });

  test("bytes are counted as UTF-8 does", () => {
    for (const text of ["abc", "äöü", "한국어", "😀👍"]) {
      const bytes = read({ messages: [{ role: "user", content: text }] }).promptBytes;
      expect(bytes).toBe(new TextEncoder().encode(text).length);
    }
  });
});

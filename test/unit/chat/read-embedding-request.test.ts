import { describe, expect, test } from "vitest";
import { readEmbeddingRequest } from "../../../src/chat/read-embedding-request.ts";
import { RouterError } from "../../../src/router-error.ts";

function codeOf(input: unknown): string {
  try {
    readEmbeddingRequest(input);
    return "accepted";
  } catch (error) {
    if (error instanceof RouterError) return error.code;
    throw error;
  }
}
const asked = (more: object) => ({ model: "device", input: "hello", ...more });
const many = (count: number) => Array.from({ length: count }, () => "x");

describe("what is refused before anything runs", () => {
  test.each([
    [null, "request_invalid"],
    ["hello", "request_invalid"],
    [{}, "request_invalid"],
    [{ input: "hello" }, "request_invalid"],
    [asked({ model: "" }), "request_invalid"],
    [asked({ input: "" }), "request_invalid"],
    [asked({ input: [] }), "request_invalid"],
    [asked({ input: ["a", ""] }), "request_invalid"],
    [asked({ input: [1, 2, 3] }), "request_invalid"],
    [asked({ input: [[1, 2]] }), "request_invalid"],
    [asked({ input: { text: "a" } }), "request_invalid"],
    [asked({ dimensions: 0 }), "request_invalid"],
    [asked({ dimensions: 1.5 }), "request_invalid"],
    [asked({ dimensions: "8" }), "request_invalid"],
    [asked({ encoding_format: "int8" }), "request_invalid"],
    [asked({ input: "half \ud83d" }), "text_malformed"],
  ])("%j is %s", (input, code) => {
    expect(codeOf(input)).toBe(code);
  });

  test("2,048 inputs are read, and no more", () => {
    expect(codeOf(asked({ input: many(2048) }))).toBe("accepted");
    expect(codeOf(asked({ input: many(2049) }))).toBe("request_invalid");
  });

  test("4 Mi characters together are read, and no more", () => {
    const half = "x".repeat(2 * 1024 * 1024);
    expect(codeOf(asked({ input: [half, half] }))).toBe("accepted");
    expect(codeOf(asked({ input: [half, half, "x"] }))).toBe("text_too_long");
  });

  test("the error names the field and what it must be", () => {
    expect(() => readEmbeddingRequest(asked({ input: ["a", ""] }))).toThrow(
      'The field "input" must be a text, or a list of 1 to 2048 texts, none of them empty.',
    );
    expect(() => readEmbeddingRequest(asked({ dimensions: -1 }))).toThrow(
      'The field "dimensions" must be a whole number from 1.',
    );
  });
});

describe("what is accepted", () => {
  test("a copy comes back, with what was left out as null", () => {
    const input = { model: "device", input: ["a", "한국어 😀"], user: "u", later: 1 };
    const read = readEmbeddingRequest(input);
    input.input[0] = "changed";
    expect(read).toEqual({
      model: "device",
      input: ["a", "한국어 😀"],
      dimensions: null,
      encoding_format: null,
      user: "u",
    });
  });

  test.each([{ dimensions: 1, encoding_format: "base64" }, { encoding_format: null }])(
    "%j",
    (more) => {
      expect(readEmbeddingRequest(asked(more))).toMatchObject(more);
    },
  );
});

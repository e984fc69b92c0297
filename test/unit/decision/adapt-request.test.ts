import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { textOf } from "../../../src/chat/message-text.ts";
import { adaptRequest } from "../../../src/decision/adapt-request.ts";
import type { PromptStyle } from "../../../src/terms/model-card.ts";
import { deviceCard } from "./decision-samples.ts";

const asked: ChatRequest = { model: "auto", messages: [{ role: "user", content: "Hi" }] };
const json = { type: "json_object" } as const;

const adapted = (request: ChatRequest, promptStyle?: PromptStyle, contextTokens = 2048) =>
  adaptRequest(request, { ...deviceCard, contextTokens, ...(promptStyle && { promptStyle }) });
const texts = (request: ChatRequest) =>
  request.messages.map((message) => `${message.role}: ${textOf(message)}`);

test("a model without a style gets the request as the caller wrote it", () => {
  expect(adapted(asked)).toEqual(asked);
});

test("the card's system prompt comes first where the caller wrote none, and only there", () => {
  const style = { system: "Be brief." };
  expect(texts(adapted(asked, style))).toEqual(["system: Be brief.", "user: Hi"]);
  const own: ChatRequest = {
    ...asked,
    messages: [{ role: "developer", content: "Rhyme." }, ...asked.messages],
  };
  expect(texts(adapted(own, style))).toEqual(["developer: Rhyme.", "user: Hi"]);
});

test("a template without a system role reads its words at the head of the first question", () => {
  const messages: ChatRequest["messages"] = [
    { role: "system", content: "Rhyme." },
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Bye" },
    { role: "user", content: "Again" },
  ];
  expect(texts(adapted({ ...asked, messages }, { foldsSystem: true }))).toEqual([
    "user: Rhyme.\n\nHi",
    "assistant: Bye",
    "user: Again",
  ]);
});

test("a wanted format is said once more in words, beside what the caller says", () => {
  const wants = { ...asked, response_format: json };
  expect(texts(adapted(wants, { remindsOfFormat: true }))[0]).toBe(
    "system: Answer with one JSON object and nothing else.",
  );
  const own: ChatRequest = {
    ...wants,
    messages: [{ role: "system", content: "Rhyme." }, ...asked.messages],
  };
  expect(texts(adapted(own, { remindsOfFormat: true }))[0]).toBe(
    "system: Rhyme.\n\nAnswer with one JSON object and nothing else.",
  );
  expect(adapted(asked, { remindsOfFormat: true })).toEqual(asked);
});

test("what does not fit loses its oldest turns, never the system message or the last question", () => {
  const long = "word ".repeat(120);
  const messages: ChatRequest["messages"] = [
    { role: "system", content: "Rhyme." },
    { role: "user", content: `first ${long}` },
    { role: "assistant", content: long },
    { role: "user", content: `second ${long}` },
    { role: "assistant", content: long },
    { role: "user", content: "third" },
  ];
  const kept = texts(adapted({ ...asked, messages, max_tokens: 50 }, undefined, 420));
  expect(kept.map((text) => text.slice(0, 13))).toEqual([
    "system: Rhyme",
    "user: second ",
    "assistant: wo",
    "user: third",
  ]);
  const alone = { ...asked, messages: [{ role: "user" as const, content: long.repeat(9) }] };
  expect(adapted(alone, undefined, 420)).toEqual(alone);
});

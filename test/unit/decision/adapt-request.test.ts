import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { textOf } from "../../../src/chat/message-text.ts";
import { adaptRequest, leavesOutTurns } from "../../../src/decision/adapt-request.ts";
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

test("folding keeps the parts of a question, and needs no question", () => {
  const image = { type: "image_url", image_url: { url: "data:," } } as const;
  const system = { role: "system", content: "Rhyme." } as const;
  const { messages } = adapted(
    { ...asked, messages: [system, { role: "user", content: [image] }] },
    { foldsSystem: true },
  );
  expect(messages).toEqual([{ role: "user", content: [{ type: "text", text: "Rhyme." }, image] }]);
  expect(texts(adapted({ ...asked, messages: [system] }, { foldsSystem: true }))).toEqual([
    "user: Rhyme.",
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
  const { messages: fitting } = adapted({ ...asked, messages }, undefined, 2048);
  expect(fitting).toEqual(messages);
  const alone = { ...asked, messages: [{ role: "user" as const, content: long.repeat(9) }] };
  expect(adapted(alone, undefined, 420)).toEqual(alone);
});

test("what the card puts in front counts, and a large limit on the answer does not push out the question", () => {
  const turn = (content: string) => ({ role: "user", content }) as const;
  const chat = { ...asked, max_tokens: 100, messages: [turn("a".repeat(400)), turn("b")] };
  expect(adapted(chat, undefined, 220).messages).toHaveLength(2);
  const [system, ...kept] = adapted(chat, { system: "c".repeat(200) }, 220).messages;
  expect([system?.role, kept]).toEqual(["system", [turn("b")]]);
  expect(adapted({ ...chat, max_tokens: 9_000 }, undefined, 400).messages).toHaveLength(2);
});

test("it can be told whether turns are left out", () => {
  const turn = { role: "user", content: "a".repeat(400) } as const;
  const chat = { ...asked, messages: [turn, turn] };
  const told = (contextTokens: number) => leavesOutTurns(chat, { ...deviceCard, contextTokens });
  expect([told(600), told(400)]).toEqual([false, true]);
});

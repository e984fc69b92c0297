import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import type { LanguageModelEvent } from "../../../workers/language-model.contract.ts";
import { runRequest } from "../../../workers/language-model/run-request.ts";
import { samplingOptions } from "../../../workers/language-model/wllama/sampling-options.ts";

const tool = {
  type: "function",
  function: { name: "weather", parameters: { type: "object" } },
} as const;

function asks(more: Partial<ChatRequest> = {}): ChatRequest {
  return { model: "m", messages: [{ role: "user", content: "hi" }], ...more };
}

/** Runs a request on an engine that writes `words`. */
async function eventsOf(request: ChatRequest, words: readonly string[]) {
  const events: LanguageModelEvent[] = [];
  await runRequest({
    id: "1",
    request,
    options: {},
    engine: {
      async run(_request, _options, listener) {
        for (const text of words) {
          const alternatives = [{ token: text, logprob: -1 }];
          const logprob = { token: text, logprob: -1, alternatives };
          listener.onToken({ text, tokenId: 3, logprob });
        }
        return {
          finishReason: "stop",
          usage: { promptTokens: 1, completionTokens: words.length },
          timings: { promptMs: 1, generationMs: 1 },
        };
      },
    },
    signal: new AbortController().signal,
    send: (event) => events.push(event),
  });
  return events;
}

/** The events without the signs that an answer is being read. */
async function shownOf(request: ChatRequest, words: readonly string[]) {
  return (await eventsOf(request, words)).filter(({ type }) => type !== "prompt-read");
}

test("tokens pass as they come, each with its log-probability and the alternatives to it", async () => {
  const [first, second, end] = await eventsOf(asks(), ["a", "b"]);
  expect([first, second]).toMatchObject([
    {
      type: "token",
      text: "a",
      tokenId: 3,
      logprob: { logprob: -1, alternatives: [{ token: "a" }] },
    },
    { type: "token", text: "b" },
  ]);
  expect(end).toMatchObject({ type: "end", finishReason: "stop" });
});

test("an answer that may be a call shows nothing before it is whole, but every token is a sign of life", async () => {
  const events = await eventsOf(asks({ tools: [tool] }), ['{"response":', ' "Hello"}']);
  expect(events.map(({ type }) => type)).toEqual(["prompt-read", "prompt-read", "token", "end"]);
});

test("an answer that calls a function comes as one tool call", async () => {
  const words = ['{"tool_call": {"name": "weather",', ' "arguments": {"city": "Seoul"}}}'];
  expect(await shownOf(asks({ tools: [tool] }), words)).toMatchObject([
    { type: "tool-call", index: 0, name: "weather", argumentsText: '{"city":"Seoul"}' },
    { type: "end", finishReason: "tool_calls" },
  ]);
});

test("an answer in words, where functions were offered, comes as its text", async () => {
  expect(await shownOf(asks({ tools: [tool] }), ['{"response": "Hello"}'])).toMatchObject([
    { type: "token", text: "Hello" },
    { type: "end", finishReason: "stop" },
  ]);
});

test("a call that was cut off is passed on as it is", async () => {
  expect(await shownOf(asks({ tools: [tool] }), ['{"tool_call": {"na'])).toMatchObject([
    { type: "token", text: '{"tool_call": {"na' },
    { type: "end", finishReason: "stop" },
  ]);
});

test("the likeliest token is taken unless the caller sets a temperature", () => {
  expect(samplingOptions(asks())).toMatchObject({ temperature: 0, n_probs: 5 });
  expect(samplingOptions(asks({ temperature: 0.7, top_p: 0.9, seed: 4, stop: "." }))).toMatchObject(
    {
      temperature: 0.7,
      top_p: 0.9,
      seed: 4,
      stop: ["."],
    },
  );
});

test("five alternatives are reported unless more are asked for", () => {
  expect(samplingOptions(asks({ logprobs: true, top_logprobs: 2 })).n_probs).toBe(5);
  expect(samplingOptions(asks({ logprobs: true, top_logprobs: 9 })).n_probs).toBe(9);
});

test("more than one answer is refused as unsupported_parameter", () => {
  const refused = expect.objectContaining({ code: "unsupported_parameter" }) as Error;
  expect(() => samplingOptions(asks({ n: 2 }))).toThrow(refused);
});

test("a chosen function leaves no other in the schema, and a required one no words", () => {
  const other = { type: "function", function: { name: "other" } } as const;
  const chosen = samplingOptions(
    asks({ tools: [tool, other], tool_choice: { type: "function", function: { name: "other" } } }),
  );
  expect(JSON.stringify(chosen.json_schema)).not.toContain("weather");
  const required = samplingOptions(asks({ tools: [tool], tool_choice: "required" }));
  expect(JSON.stringify(required.json_schema)).not.toContain("response");
});

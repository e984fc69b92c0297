import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import type { LanguageModelEvent } from "../../../workers/language-model.contract.ts";
import { nameControlTokens } from "../../../workers/language-model/control-token-names.ts";
import { readGgufVocabulary } from "../../../workers/language-model/gguf-vocabulary.ts";
import { PromptBuilder } from "../../../workers/language-model/prompt-builder.ts";
import { runRequest } from "../../../workers/language-model/run-request.ts";
import { samplingOptions } from "../../../workers/language-model/sampling-options.ts";
import { chatMlGguf } from "../../fixtures/tiny-gguf.ts";

const tool = {
  type: "function",
  function: { name: "weather", parameters: { type: "object" } },
} as const;

function asks(more: Partial<ChatRequest> = {}): ChatRequest {
  return { model: "m", messages: [{ role: "user", content: "hi" }], ...more };
}

/** Runs a request on an engine that writes `words`. */
async function eventsOf(request: ChatRequest, words: readonly string[], contextTokens = 100) {
  const vocabulary = await readGgufVocabulary(chatMlGguf());
  const names = nameControlTokens(vocabulary.controlTokens, (length) =>
    crypto.getRandomValues(new Uint8Array(length)),
  );
  const events: LanguageModelEvent[] = [];
  await runRequest({
    id: "1",
    request,
    options: {},
    model: {
      contextTokens,
      prompts: new PromptBuilder(vocabulary, names),
      engine: {
        async run(_prompt, _sampling, listener) {
          for (const text of words) {
            const alternatives = [{ token: text, logprob: -1 }];
            listener.onToken({
              text,
              tokenId: 3,
              logprob: { token: text, logprob: -1, alternatives },
            });
          }
          return {
            finishReason: "stop",
            usage: { promptTokens: 1, completionTokens: words.length },
            timings: { promptMs: 1, generationMs: 1 },
          };
        },
      },
    },
    signal: new AbortController().signal,
    send: (event) => events.push(event),
  });
  return events;
}

test("tokens pass as they come, each with its log-probability, alternatives only if asked for", async () => {
  const [first, second, end] = await eventsOf(asks(), ["a", "b"]);
  expect([first, second]).toMatchObject([
    { type: "token", text: "a", tokenId: 3, logprob: { logprob: -1, alternatives: [] } },
    { type: "token", text: "b" },
  ]);
  expect(end).toMatchObject({ type: "end", finishReason: "stop" });
  const [asked] = await eventsOf(asks({ logprobs: true, top_logprobs: 1 }), ["a"]);
  expect(asked).toMatchObject({ logprob: { alternatives: [{ token: "a" }] } });
});

test("an answer that calls a function comes as one tool call", async () => {
  const words = ['{"tool_call": {"name": "weather",', ' "arguments": {"city": "Seoul"}}}'];
  expect(await eventsOf(asks({ tools: [tool] }), words)).toMatchObject([
    { type: "tool-call", index: 0, name: "weather", argumentsText: '{"city":"Seoul"}' },
    { type: "end", finishReason: "tool_calls" },
  ]);
});

test("an answer in words, where functions were offered, comes as its text", async () => {
  expect(await eventsOf(asks({ tools: [tool] }), ['{"response": "Hello"}'])).toMatchObject([
    { type: "token", text: "Hello" },
    { type: "end", finishReason: "stop" },
  ]);
});

test("a call that was cut off is passed on as it is", async () => {
  expect(await eventsOf(asks({ tools: [tool] }), ['{"tool_call": {"na'])).toMatchObject([
    { type: "token", text: '{"tool_call": {"na' },
    { type: "end", finishReason: "stop" },
  ]);
});

test("a text beyond any count of tokens is context_overflow before the engine is asked", async () => {
  const huge = asks({ messages: [{ role: "user", content: "x".repeat(10_000) }] });
  await expect(eventsOf(huge, ["never"])).rejects.toMatchObject({ code: "context_overflow" });
});

test("an image is refused as unsupported_parameter", async () => {
  const image = { type: "image_url", image_url: { url: "data:," } } as const;
  const request = asks({ messages: [{ role: "user", content: [image] }] });
  await expect(eventsOf(request, [])).rejects.toMatchObject({ code: "unsupported_parameter" });
});

test("the likeliest token is taken unless the caller sets a temperature", () => {
  expect(samplingOptions(asks())).toMatchObject({ temperature: 0, n_probs: 1 });
  expect(samplingOptions(asks({ temperature: 0.7, top_p: 0.9, seed: 4, stop: "." }))).toMatchObject(
    {
      temperature: 0.7,
      top_p: 0.9,
      seed: 4,
      stop: ["."],
    },
  );
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

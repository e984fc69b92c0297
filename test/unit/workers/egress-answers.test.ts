import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import type { AnswerEvent } from "../../../src/terms/answer-event.ts";
import { readAnswerStream } from "../../../workers/egress/read-answer-stream.ts";
import * as good from "../../servers/answer-scripts.ts";
import {
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from "../../servers/scripted-server.ts";
import { answerText, chunk, DONE, sse, usageChunk } from "../../servers/sse.ts";
import { clearedFor, egressFor } from "./egress-run.ts";

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const answers: readonly [string, Script, string][] = [
  ["a plain stream", good.answer("Hello, ", "world"), "Hello, world"],
  ["a stream without [DONE]", good.answerWithoutDone("Hello"), "Hello"],
  ["CR LF lines", good.answerWithLineEnds("\r\n", "Hello, ", "world"), "Hello, world"],
  ["CR lines", good.answerWithLineEnds("\r", "Hello, ", "world"), "Hello, world"],
  ["a byte order mark, comments and split data", good.ornateAnswer("Hello"), "Hello"],
  ["characters cut at every byte", good.answerByteByByte("안녕 ", "👩‍🚀"), "안녕 👩‍🚀"],
  ["chunks without choices", good.answerAmongEmptyChoices("Hello"), "Hello"],
  ["one JSON body", good.wholeAnswer("Hello"), "Hello"],
];
test.each(answers)("%s is read whole and ended once", async (_name, script, text) => {
  const server = await startScriptedServer(script);
  servers.push(server);
  const run = await (await egressFor(server)).send(clearedFor(server));
  expect(run.failed).toBeNull();
  expect(run.text).toBe(text);
  expect(run.events.filter((event) => event.type === "answer-ended")).toHaveLength(1);
  expect(run.events.at(-1)).toMatchObject({ type: "answer-ended", finishReason: "stop" });
});

test("usage that comes in a chunk of its own is told at the end", async () => {
  const server = await startScriptedServer(good.answerAmongEmptyChoices("Hello"));
  servers.push(server);
  const { events } = await (await egressFor(server)).send(clearedFor(server));
  expect(events.at(-1)).toEqual({
    type: "answer-ended",
    finishReason: "stop",
    usage: { promptTokens: 11, completionTokens: 3 },
  });
});

test.each(["reasoning_content", "reasoning"])("thoughts under %s stay apart", async (name) => {
  const server = await startScriptedServer(good.reasoningThenAnswer(name, "hm", "Hello"));
  servers.push(server);
  const { events, text } = await (await egressFor(server)).send(clearedFor(server));
  expect(events[0]).toEqual({ type: "reasoning-added", text: "hm" });
  expect(text).toBe("Hello");
});

test("the pieces of a tool call add up to its arguments", async () => {
  const server = await startScriptedServer(good.toolCall("weather", '{"city":"Seoul"}'));
  servers.push(server);
  const { events } = await (await egressFor(server)).send(clearedFor(server));
  const calls = events.filter((event) => event.type === "tool-call-added");
  expect(calls[0]).toMatchObject({ index: 0, id: "call_1", name: "weather" });
  expect(calls.map((call) => call.argumentsText).join("")).toBe('{"city":"Seoul"}');
  expect(events.at(-1)).toMatchObject({ finishReason: "tool_calls" });
});

async function eventsOf(pieces: readonly Uint8Array[]): Promise<readonly AnswerEvent[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* pieces;
  }
  const events: AnswerEvent[] = [];
  for await (const event of readAnswerStream(bytes(), () => undefined)) events.push(event);
  return events;
}

test("wherever the bytes of a stream are cut, and whatever ends its lines, the events are the same", async () => {
  const lineEnds = fc.constantFrom("\n", "\r\n", "\r");
  const texts = fc.array(fc.string({ unit: "binary", minLength: 1 }), { maxLength: 5 });
  const cuts = fc.array(fc.nat(5_000), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(texts, lineEnds, cuts, async (contents, lineEnd, places) => {
      const text = `: hi\n\n${answerText(contents)}`.replaceAll("\n", lineEnd);
      const whole = new TextEncoder().encode(text);
      const borders = [0, ...places.map((at) => at % whole.length), whole.length].toSorted(
        (a, b) => a - b,
      );
      const pieces = borders.slice(1).map((end, index) => whole.subarray(borders[index], end));
      const events = await eventsOf(pieces);
      expect(events).toEqual(await eventsOf([whole]));
      const said = events.map((event) => (event.type === "text-added" ? event.text : "")).join("");
      expect(said).toBe(contents.join("").toWellFormed());
    }),
    { numRuns: 200 },
  );
});

test("nothing after [DONE] is read", async () => {
  const text =
    answerText(["Hello"]) + sse(chunk({ content: "more" })) + sse(usageChunk(1, 1)) + DONE;
  const events = await eventsOf([new TextEncoder().encode(text)]);
  expect(JSON.stringify(events)).not.toContain("more");
});

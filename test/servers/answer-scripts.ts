import type { Script } from "./scripted-server.ts";
import { answerText, bytes, chunk, DONE, sse, streamHead, usageChunk } from "./sse.ts";

/** A whole answer, one chunk a piece. */
export function answer(...pieces: string[]): Script {
  return () => [streamHead(), bytes(answerText(pieces))];
}

/** Thoughts under the given name (`reasoning_content`, `reasoning`), then the answer. */
export function reasoningThenAnswer(name: string, thought: string, text: string): Script {
  return () => [streamHead(), bytes(sse(chunk({ [name]: thought }))), bytes(answerText([text]))];
}

/** One tool call whose arguments come in two pieces. */
export function toolCall(name: string, argumentsText: string): Script {
  const half = Math.ceil(argumentsText.length / 2);
  const call = (fields: object) => sse(chunk({ tool_calls: [{ index: 0, ...fields }] }));
  return () => [
    streamHead(),
    bytes(call({ id: "call_1", type: "function", function: { name, arguments: "" } })),
    bytes(call({ function: { arguments: argumentsText.slice(0, half) } })),
    bytes(call({ function: { arguments: argumentsText.slice(half) } })),
    bytes(sse(chunk({}, "tool_calls")) + DONE),
  ];
}

/** An endpoint that ends its stream without `[DONE]`, and without the last blank line. */
export function answerWithoutDone(text: string): Script {
  return () => [
    streamHead(),
    bytes(sse(chunk({ content: text })) + sse(chunk({}, "stop")).trimEnd()),
  ];
}

/** Lines that end in CR LF or in CR alone. */
export function answerWithLineEnds(lineEnd: "\r\n" | "\r", ...pieces: string[]): Script {
  return () => [streamHead(), bytes(answerText(pieces).replaceAll("\n", lineEnd))];
}

/** A byte order mark, comments, fields nobody asked for, and a chunk over several data lines. */
export function ornateAnswer(text: string): Script {
  const spread = JSON.stringify(chunk({ content: text }), null, 1)
    .split("\n")
    .map((line) => `data:${line}\n`)
    .join("");
  return () => [
    streamHead(),
    bytes(`\uFEFF: hello\n\n: ping\nid: 7\nevent: message\nretry: 10\n${spread}\n`),
    bytes(`: ping\n\n${sse(chunk({}, "stop"))}${DONE}`),
  ];
}

/** Each byte on its own, so that characters are cut in the middle. */
export function answerByteByByte(...pieces: string[]): Script {
  return () => [
    streamHead(),
    ...Array.from(new TextEncoder().encode(answerText(pieces)), (byte) =>
      bytes(Uint8Array.of(byte)),
    ),
  ];
}

/** Chunks without choices before, between and after, the last of them with usage alone. */
export function answerAmongEmptyChoices(text: string): Script {
  const empty = sse({ ...chunk({}), choices: [] });
  return () => [
    streamHead(),
    bytes(empty + sse(chunk({ content: text })) + empty + sse(chunk({}, "stop"))),
    bytes(sse(usageChunk(11, 3)) + DONE),
  ];
}

/** One JSON completion, from an endpoint that does not stream. */
export function wholeAnswer(text: string): Script {
  const completion = {
    id: "chatcmpl-1",
    object: "chat.completion",
    model: "scripted",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
  };
  return () => [
    { kind: "head", status: 200, headers: { "content-type": "application/json" } },
    bytes(JSON.stringify(completion)),
  ];
}

import { afterEach, expect, test } from "vitest";
import { publicMessage } from "../../../workers/egress/public-message.ts";
import { EgressFailure } from "../../../workers/egress/failure.ts";
import { refusal } from "../../servers/fault-scripts.ts";
import {
  startScriptedServer,
  type Script,
  type ScriptedServer,
  type Step,
} from "../../servers/scripted-server.ts";
import { bytes, chunk, DONE, sse, streamHead } from "../../servers/sse.ts";
import { clearedFor, egressFor, KEY } from "./egress-run.ts";

const servers: ScriptedServer[] = [];
async function serve(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const AMPLE = { headersMs: 20_000, firstTokenMs: 20_000, betweenTokensMs: 20_000 };
const said = sse(chunk({ content: "whole" }));
const finished = sse(chunk({}, "stop"));

function stream(...steps: readonly Step[]): Script {
  return () => [streamHead(), ...steps];
}

const secrets: readonly [string, string][] = [
  ["whole", `bad header Bearer ${KEY}`],
  ["in capitals", `bad header ${KEY.toUpperCase()}`],
  ["by its middle", `…${KEY.slice(6, 14)}…`],
  ["behind the end of the quotation", `${"x ".repeat(98)}${KEY}`],
];
test.each(secrets)("a key that shows %s ends the quotation", (_name, words) => {
  const failure = new EgressFailure("cloud_failed", "It failed.", { said: words });
  expect(publicMessage(failure, [KEY])).toBe("It failed.");
});

test("words without the key are quoted, and cut where they are long", () => {
  const failure = new EgressFailure("cloud_failed", "It failed.", { said: "x".repeat(300) });
  expect(publicMessage(failure, [KEY])).toBe(`It failed. It said: ${"x".repeat(200)}…`);
});

test("a constant header that an endpoint echoes is not quoted", async () => {
  const server = await serve(refusal(400, "unknown api-key 0123secret"));
  const egress = await egressFor(server, { headers: { "api-key": "0123secret" } });
  await egress.send(clearedFor(server));
  expect(JSON.stringify(egress.told)).not.toContain("0123secret");
});

test("the key in an error inside a stream is told nowhere", async () => {
  const server = await serve(stream(bytes(sse({ error: { message: `key ${KEY}` } }))));
  const egress = await egressFor(server);
  const { failed } = await egress.send(clearedFor(server));
  expect(failed?.code).toBe("cloud_failed");
  expect(JSON.stringify(egress.told)).not.toContain(KEY.slice(0, 8));
});

const inStream: readonly [string, unknown, string][] = [
  ["code 429", { code: 429, message: "slow" }, "cloud_rate_limited"],
  ["status 401", { status: 401 }, "cloud_unauthorized"],
  ["code as text", { code: "404" }, "cloud_not_found"],
  ["a code of its own", { code: "overloaded" }, "cloud_failed"],
  ["a string", "overloaded", "cloud_failed"],
];
test.each(inStream)(
  "an error inside a stream with %s fails as that",
  async (_name, error, code) => {
    const server = await serve(stream(bytes(said), bytes(sse({ error }))));
    const { failed, text } = await (await egressFor(server)).send(clearedFor(server));
    expect(failed?.code).toBe(code);
    expect(text).toBe("whole");
  },
);

test("the finish reason error is a failure", async () => {
  const server = await serve(stream(bytes(said + sse(chunk({}, "error")) + DONE)));
  const { failed } = await (await egressFor(server)).send(clearedFor(server));
  expect(failed?.code).toBe("cloud_failed");
});

const afterTheEnd: readonly [string, readonly Step[]][] = [
  ["stays open", [{ kind: "hang" }]],
  ["breaks", [{ kind: "wait", ms: 50 }, { kind: "cut" }]],
  ["sends bad JSON", [bytes("data: {not json\n\n")]],
  ["sends an error", [bytes(sse({ error: { message: "late" } }))]],
];
test.each(afterTheEnd)("an answer is whole once it finished, even if it %s", async (...row) => {
  const server = await serve(stream(bytes(said + finished), ...row[1]));
  const { failed, events } = await (await egressFor(server)).send(clearedFor(server));
  expect(failed).toBeNull();
  expect(events.at(-1)).toEqual({ type: "answer-ended", finishReason: "stop" });
});

const silences: readonly [string, readonly Step[]][] = [
  ["a role alone", [bytes(sse(chunk({ role: "assistant", content: "" }))), { kind: "hang" }]],
  ["pings alone", pings()],
];
function pings(): readonly Step[] {
  const ping: readonly Step[] = [bytes(": ping\n\n"), { kind: "wait", ms: 20 }];
  return [...Array.from({ length: 100 }, () => ping).flat(), { kind: "hang" }];
}
test.each(silences)("%s is no first token", async (_name, steps) => {
  const server = await serve(stream(...steps));
  const timeouts = { ...AMPLE, firstTokenMs: 200 };
  const { failed } = await (await egressFor(server, { timeouts })).send(clearedFor(server));
  expect(failed?.code).toBe("cloud_timeout");
});

test("a role does not begin the shorter wait between tokens", async () => {
  const role = bytes(sse(chunk({ role: "assistant", content: "" })));
  const server = await serve(stream(role, { kind: "wait", ms: 300 }, bytes(said + finished)));
  const timeouts = { ...AMPLE, betweenTokensMs: 100 };
  const { failed, text } = await (await egressFor(server, { timeouts })).send(clearedFor(server));
  expect(failed).toBeNull();
  expect(text).toBe("whole");
});

test("a stream that ends inside an event is broken, not malformed", async () => {
  const server = await serve(stream(bytes(said), bytes('data: {"choices":[{"del')));
  const { failed, text } = await (await egressFor(server)).send(clearedFor(server));
  expect(failed?.code).toBe("cloud_stream_broken");
  expect(text).toBe("whole");
});

test.each([said, `: ping\n\n${said}`, `event: message\n${said}`])(
  "a stream served as plain text is read as a stream: %s",
  async (opening) => {
    const script: Script = () => [streamHead("text/plain"), bytes(opening + finished + DONE)];
    const server = await serve(script);
    const { failed, text } = await (await egressFor(server)).send(clearedFor(server));
    expect(failed).toBeNull();
    expect(text).toBe("whole");
  },
);

const dialects: readonly [string, Readonly<Record<string, unknown>>, object][] = [
  [
    "content as parts",
    {
      content: [
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ],
    },
    { type: "text-added", text: "ab" },
  ],
  ["a refusal", { content: null, refusal: "no" }, { type: "text-added", text: "no" }],
  [
    "reasoning details",
    { reasoning_details: [{ type: "reasoning.text", text: "hm" }] },
    { type: "reasoning-added", text: "hm" },
  ],
  [
    "tool arguments as an object",
    { tool_calls: [{ id: "1", function: { name: "f", arguments: { a: 1 } } }] },
    { type: "tool-call-added", index: 0, id: "1", name: "f", argumentsText: '{"a":1}' },
  ],
];
test.each(dialects)("%s is understood", async (_name, delta, event) => {
  const server = await serve(stream(bytes(sse(chunk(delta)) + finished + DONE)));
  const { events } = await (await egressFor(server)).send(clearedFor(server));
  expect(events[0]).toEqual(event);
});

test("tool calls that only [DONE] ends finish as tool_calls", async () => {
  const call = chunk({ tool_calls: [{ index: 0, id: "1", function: { name: "f" } }] });
  const server = await serve(stream(bytes(sse(call) + DONE)));
  const { events } = await (await egressFor(server)).send(clearedFor(server));
  expect(events.at(-1)).toMatchObject({ finishReason: "tool_calls" });
});

test("nothing is sent again once the clearance would have expired", async () => {
  const server = await serve(refusal(429, "later", { "retry-after": "15" }));
  // The clearance ends a minute from now.
  const now = Date.now() + 50_000;
  const egress = await egressFor(server, { maxRetries: 2 }, { now: () => now });
  const { failed } = await egress.send(clearedFor(server));
  expect(failed?.code).toBe("cloud_rate_limited");
  expect(server.requests).toHaveLength(1);
});

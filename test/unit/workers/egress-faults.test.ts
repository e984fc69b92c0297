import { afterEach, describe, expect, test } from "vitest";
import { answer } from "../../servers/answer-scripts.ts";
import * as fault from "../../servers/fault-scripts.ts";
import {
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from "../../servers/scripted-server.ts";
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

const statuses: readonly [number, string][] = [
  [400, "cloud_request_refused"],
  [401, "cloud_unauthorized"],
  [403, "cloud_unauthorized"],
  [404, "cloud_not_found"],
  [408, "cloud_failed"],
  [410, "cloud_not_found"],
  [422, "cloud_request_refused"],
  [429, "cloud_rate_limited"],
  [500, "cloud_failed"],
  [503, "cloud_failed"],
];
test.each(statuses)("status %i fails with %s, and tells the status", async (status, code) => {
  const server = await serve(fault.refusal(status, "told by the endpoint"));
  const { failed, events } = await (await egressFor(server)).send(clearedFor(server));
  expect(failed).toMatchObject({ code, status });
  expect(events).toEqual([]);
});

const faults: readonly [string, Script, string, string][] = [
  ["a web page under 200", fault.webPage, "cloud_malformed", ""],
  ["an empty JSON object", fault.strangeJson("{}"), "cloud_malformed", ""],
  ["half a JSON body", fault.strangeJson('{"choices":['), "cloud_malformed", ""],
  ["bad JSON in a stream", fault.badJsonAfter("so far "), "cloud_malformed", "so far "],
  ["a cut stream", fault.cutAfter("so far "), "cloud_stream_broken", "so far "],
  ["a stream that ends unfinished", fault.endAfter("so far "), "cloud_stream_broken", "so far "],
  [
    "an error object in a stream",
    fault.errorObjectAfter("so far ", { message: "overloaded" }),
    "cloud_failed",
    "so far ",
  ],
  ["a connection closed at once", fault.hangUp, "cloud_unreachable", ""],
];
test.each(faults)(
  "%s keeps what came and fails with its code",
  async (_name, script, code, kept) => {
    const server = await serve(script);
    const { failed, text } = await (await egressFor(server)).send(clearedFor(server));
    expect(failed?.code).toBe(code);
    expect(text).toBe(kept);
  },
);

test("an address where nobody listens is cloud_unreachable", async () => {
  const server = await startScriptedServer(answer("x"));
  await server.close();
  const { failed } = await (await egressFor(server)).send(clearedFor(server));
  expect(failed?.code).toBe("cloud_unreachable");
});

test("a redirect to another host is not followed", async () => {
  const other = await serve(answer("stolen"));
  const server = await serve(fault.redirectTo(`${other.url}/v1/chat/completions`));
  const { failed } = await (await egressFor(server)).send(clearedFor(server));
  expect(failed?.code).toBe("cloud_unreachable");
  expect(other.requests).toEqual([]);
});

describe("deadlines", () => {
  const ample = 20_000;
  const timeouts = { headersMs: ample, firstTokenMs: ample, betweenTokensMs: ample };
  const late: readonly [string, Script, Partial<typeof timeouts>, string][] = [
    ["no headers", fault.neverAnswers, { headersMs: 80 }, ""],
    ["no first token", fault.headAlone, { firstTokenMs: 80 }, ""],
    ["silence between tokens", fault.silentAfter("so far "), { betweenTokensMs: 80 }, "so far "],
    ["comments alone", fault.pingsAfter("so far "), { betweenTokensMs: 80 }, "so far "],
  ];
  test.each(late)("%s fails with cloud_timeout, and the connection is closed", async (...row) => {
    const [, script, short, kept] = row;
    const server = await serve(script);
    const egress = await egressFor(server, { timeouts: { ...timeouts, ...short } });
    const { failed, text } = await egress.send(clearedFor(server));
    expect(failed?.code).toBe("cloud_timeout");
    expect(text).toBe(kept);
    expect(await server.requests[0]?.end).toBe("left");
  });
});

test("stop closes the connection at the server", async () => {
  const server = await serve(fault.endless);
  const egress = await egressFor(server);
  const request = clearedFor(server);
  await egress.host.send(request.id, request);
  await egress.until((event) => event.type === "answer");
  await egress.host.stop(request.id);
  expect(await server.requests[0]?.end).toBe("left");
});

test("a key that an endpoint echoes, whole or in part, appears in nothing that is told", async () => {
  for (const message of [`Incorrect API key: ${KEY}`, `Incorrect API key: ${KEY.slice(0, 9)}***`]) {
    for (const status of [400, 401, 429, 500]) {
      const server = await serve(fault.refusal(status, message));
      const egress = await egressFor(server);
      await egress.send(clearedFor(server));
      expect(JSON.stringify(egress.told)).not.toContain(KEY.slice(0, 9));
    }
  }
});

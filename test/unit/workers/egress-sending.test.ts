import { afterEach, expect, test } from "vitest";
import type { ClearedRequest } from "../../../src/privacy/clearance.ts";
import { answer } from "../../servers/answer-scripts.ts";
import { cutAfter, inTurn, refusal } from "../../servers/fault-scripts.ts";
import {
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from "../../servers/scripted-server.ts";
import { BODY, clearedFor, destinationOf, egressFor, KEY } from "./egress-run.ts";

const servers: ScriptedServer[] = [];
async function serve(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test("exactly the cleared bytes leave, with the key and no header that nobody asked for", async () => {
  const server = await serve(answer("x"));
  await (await egressFor(server)).send(clearedFor(server));
  const [request] = server.requests;
  expect(request).toMatchObject({ method: "POST", path: "/v1/chat/completions", body: BODY });
  expect(request?.headers["authorization"]).toBe(`Bearer ${KEY}`);
  expect(request?.headers["content-type"]).toBe("application/json");
  // What Node's fetch and HTTP add by themselves.
  const ofTheClient =
    /^(host|connection|content-length|user-agent|accept-language|accept-encoding|sec-fetch-mode)$/;
  const ours = Object.keys(request?.headers ?? {}).filter((name) => !ofTheClient.test(name));
  const others = ours.filter((name) => !["pragma", "cache-control"].includes(name));
  expect(others.toSorted()).toEqual(["accept", "authorization", "content-type"]);
});

test("without a key no authorization leaves; constant headers of a card do", async () => {
  const server = await serve(answer("x"));
  const egress = await egressFor(server);
  await egress.host.setDestination(destinationOf(server), {
    sendsCookies: false,
    headers: { "x-title": "Nearside" },
    timeouts: { headersMs: 9_000, firstTokenMs: 9_000, betweenTokensMs: 9_000 },
    maxRetries: 0,
  });
  await egress.send(clearedFor(server));
  expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
  expect(server.requests[0]?.headers["x-title"]).toBe("Nearside");
});

test.each([408, 429, 500, 503])("status %i is tried again, until it answers", async (status) => {
  const server = await serve(inTurn(refusal(status), refusal(status), answer("at last")));
  const egress = await egressFor(server, { maxRetries: 2 });
  const { text, failed } = await egress.send(clearedFor(server));
  expect(failed).toBeNull();
  expect(text).toBe("at last");
  expect(server.requests.map(({ body }) => body)).toEqual([BODY, BODY, BODY]);
  expect(egress.pauses[1]).toBeGreaterThan(egress.pauses[0] ?? Infinity);
});

test.each([400, 401, 403, 404, 410, 422])("status %i is not tried again", async (status) => {
  const server = await serve(refusal(status));
  await (await egressFor(server, { maxRetries: 2 })).send(clearedFor(server));
  expect(server.requests).toHaveLength(1);
});

test("no more retries than allowed", async () => {
  const server = await serve(refusal(503));
  const egress = await egressFor(server, { maxRetries: 2 });
  const { failed } = await egress.send(clearedFor(server));
  expect(failed?.code).toBe("cloud_failed");
  expect(server.requests).toHaveLength(3);
});

test("once something of an answer came, nothing is tried again", async () => {
  const server = await serve(inTurn(cutAfter("so far "), answer("never")));
  const egress = await egressFor(server, { maxRetries: 2 });
  const { text, failed } = await egress.send(clearedFor(server));
  expect(failed?.code).toBe("cloud_stream_broken");
  expect(text).toBe("so far ");
  expect(server.requests).toHaveLength(1);
});

test("Retry-After in seconds is kept to", async () => {
  const server = await serve(inTurn(refusal(429, "slow", { "retry-after": "7" }), answer("x")));
  const egress = await egressFor(server, { maxRetries: 1 });
  await egress.send(clearedFor(server));
  expect(egress.pauses).toEqual([7_000]);
});

test("Retry-After as a date is kept to", async () => {
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const date = new Date(now + 9_000).toUTCString();
  const server = await serve(inTurn(refusal(503, "slow", { "retry-after": date }), answer("x")));
  const egress = await egressFor(server, { maxRetries: 1 }, { now: () => now });
  await egress.send(clearedFor(server));
  expect(egress.pauses).toEqual([9_000]);
});

test("an endpoint that wants an hour is not waited for", async () => {
  const server = await serve(refusal(429, "later", { "retry-after": "3600" }));
  const egress = await egressFor(server, { maxRetries: 2 });
  const { failed } = await egress.send(clearedFor(server));
  expect(failed?.code).toBe("cloud_rate_limited");
  expect(egress.pauses).toEqual([]);
});

const forgeries: readonly [string, (request: ClearedRequest) => unknown][] = [
  ["another body", (request) => ({ ...request, body: `${request.body} ` })],
  ["another hash", (request) => ({ ...request, bodySha256: "0".repeat(64) })],
  ["an expiry in the past", (request) => ({ ...request, expiresAt: Date.now() - 1 })],
  ["an expiry far away", (request) => ({ ...request, expiresAt: Date.now() + 3_600_000 })],
  ["another destination", (request) => ({ ...request, destination: "http://127.0.0.1:9/" })],
  ["no id", (request) => ({ ...request, id: "" })],
];
test.each(forgeries)("a clearance with %s sends nothing", async (_name, forge) => {
  const server = await serve(answer("x"));
  const egress = await egressFor(server);
  const { failed } = await egress.send(forge(clearedFor(server)) as ClearedRequest);
  expect(failed?.code).toBe("clearance_invalid");
  expect(server.requests).toEqual([]);
});

test("a clearance is taken once, also when it comes twice at once", async () => {
  const server = await serve(answer("x"));
  const egress = await egressFor(server);
  const request = clearedFor(server);
  await egress.host.send("first", request);
  await egress.host.send("second", request);
  // Which of the two is hashed first, and so taken, is the machine's choice.
  await egress.until(({ type }) => type === "failed");
  await egress.until((event) => event.type === "answer" && event.event.type === "answer-ended");
  expect(server.requests).toHaveLength(1);
});

import { expose } from "comlink";
import { afterEach, expect, test, vi } from "vitest";
import { checkCloudOptions } from "../../../src/cloud/check-cloud-options.ts";
import { createCloudModels, type CloudClient } from "../../../src/cloud/cloud-models.ts";
import { destinationOf } from "../../../src/cloud/destination-of.ts";
import { prepareBody } from "../../../src/cloud/prepare-body.ts";
import type { ClearedRequest } from "../../../src/privacy/clearance.ts";
import type { CloudOptions } from "../../../src/router.ts";
import type { DestinationSettings, EgressWorker } from "../../../workers/egress.contract.ts";

const PAGE = "https://page.example/app/";
const OPTIONS: CloudOptions = { baseUrl: "https://a.example/v1", models: [{ id: "m" }] };
const REQUEST = {
  id: "r",
  body: "{}",
  destination: "https://a.example/v1/chat/completions",
} as ClearedRequest;

/** A worker that takes what it is told, and answers each request at once. */
function answeringWorker(told: DestinationSettings[]): Worker {
  let events: MessagePort | undefined;
  const calls: EgressWorker = {
    connect: async (port) => void (events = port),
    setDestination: async (_destination, settings) => void told.push(settings),
    send: async (id) =>
      events?.postMessage({
        type: "answer",
        id,
        event: { type: "answer-ended", finishReason: "stop" },
      }),
    stop: async () => undefined,
  };
  const { port1, port2 } = new MessageChannel();
  expose(calls, port2);
  ports.push(port1, port2);
  return Object.assign(port1, { terminate: () => port1.close() }) as unknown as Worker;
}

/** A worker that nobody answers for: ended from outside. */
function deadWorker(): Worker {
  const { port1 } = new MessageChannel();
  ports.push(port1);
  return Object.assign(port1, { terminate: () => port1.close() }) as unknown as Worker;
}

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  vi.useRealTimers();
});

async function codeOf(cloud: CloudClient, signal = new AbortController().signal): Promise<unknown> {
  try {
    for await (const event of cloud.sendToCloud(REQUEST, signal, () => {})) void event;
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
}

function cloudWith(createWorker: () => Worker): CloudClient {
  return createCloudModels({ pageUrl: PAGE, createWorker, pulseMs: 5 });
}

test("a request for the endpoint's own destination is sent with its key", async () => {
  const told: DestinationSettings[] = [];
  const cloud = cloudWith(() => answeringWorker(told));
  cloud.setEndpoint({ ...OPTIONS, apiKey: "k" });
  expect(await codeOf(cloud)).toBeNull();
  expect(told).toMatchObject([{ key: "k" }]);
});

test("no endpoint's key goes to another's destination, even if it is replaced while a token is awaited", async () => {
  const createWorker = vi.fn<() => Worker>(() => answeringWorker([]));
  const cloud = cloudWith(createWorker);
  const other = { ...OPTIONS, baseUrl: "https://b.example/v1", apiKey: "k" };
  cloud.setEndpoint(other);
  expect(await codeOf(cloud)).toBe("clearance_invalid");
  let give: (token: string) => void = () => undefined;
  cloud.setEndpoint({ ...OPTIONS, getToken: () => new Promise((resolve) => (give = resolve)) });
  const code = codeOf(cloud);
  await Promise.resolve();
  cloud.setEndpoint(other);
  give("late");
  expect(await code).toBe("clearance_invalid");
  expect(createWorker).not.toHaveBeenCalled();
});

test("without an endpoint, and after dispose, nothing is sent and no worker is started", async () => {
  const createWorker = vi.fn<() => Worker>(() => answeringWorker([]));
  const cloud = cloudWith(createWorker);
  cloud.setEndpoint(OPTIONS);
  cloud.setEndpoint(null);
  expect(await codeOf(cloud)).toBe("clearance_invalid");
  cloud.setEndpoint(OPTIONS);
  cloud.dispose();
  expect(await codeOf(cloud)).toBe("router_disposed");
  expect(createWorker).not.toHaveBeenCalled();
});

test("an abort and a dispose end the wait for a token", async () => {
  const cloud = cloudWith(() => answeringWorker([]));
  cloud.setEndpoint({ ...OPTIONS, getToken: () => new Promise(() => undefined) });
  const aborting = new AbortController();
  const aborted = codeOf(cloud, aborting.signal);
  aborting.abort(new Error("enough"));
  expect(await aborted).toEqual(new Error("enough"));
  const disposed = codeOf(cloud);
  cloud.dispose();
  expect(await disposed).toBe("router_disposed");
});

test("a page that never gives a token fails with cloud_timeout", async () => {
  vi.useFakeTimers();
  const cloud = cloudWith(() => answeringWorker([]));
  cloud.setEndpoint({ ...OPTIONS, getToken: () => new Promise(() => undefined) });
  const code = codeOf(cloud);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await code).toBe("cloud_timeout");
});

test("a worker that never starts fails its request, and the next request gets a new one", async () => {
  const workers = [deadWorker(), answeringWorker([])];
  const cloud = cloudWith(() => workers.shift() ?? deadWorker());
  cloud.setEndpoint(OPTIONS);
  expect(await codeOf(cloud)).toBe("worker_timeout");
  expect(await codeOf(cloud)).toBeNull();
});

test("a worker that has answered and then falls silent has died", async () => {
  const worker = answeringWorker([]);
  const cloud = cloudWith(() => worker);
  cloud.setEndpoint(OPTIONS);
  expect(await codeOf(cloud)).toBeNull();
  (worker as unknown as MessagePort).close();
  expect(await codeOf(cloud)).toBe("worker_died");
});

test("another endpoint gets a new worker, so that no key outlives its endpoint", async () => {
  const createWorker = vi.fn<() => Worker>(() => answeringWorker([]));
  const cloud = cloudWith(createWorker);
  cloud.setEndpoint({ ...OPTIONS, apiKey: "old" });
  expect(await codeOf(cloud)).toBeNull();
  cloud.setEndpoint({ ...OPTIONS, apiKey: "new" });
  expect(await codeOf(cloud)).toBeNull();
  expect(createWorker).toHaveBeenCalledTimes(2);
});

test("a request that runs while its endpoint is replaced is let finish in its own worker, which then ends", async () => {
  const worker = answeringWorker([]);
  const terminate = vi.spyOn(worker, "terminate");
  const cloud = cloudWith(() => worker);
  cloud.setEndpoint(OPTIONS);
  const { signal } = new AbortController();
  const stream = cloud.sendToCloud(REQUEST, signal, () => {});
  const events = stream[Symbol.asyncIterator]();
  expect((await events.next()).done).toBe(false);
  cloud.setEndpoint(null);
  expect(terminate).not.toHaveBeenCalled();
  expect((await events.next()).done).toBe(true);
  expect(terminate).toHaveBeenCalledOnce();
});

test("nearside, null fields and n of 1 never leave; user, metadata and max_tokens do", () => {
  const body: unknown = JSON.parse(
    prepareBody(
      "m",
      {
        model: "auto",
        messages: [{ role: "assistant", content: null }],
        n: 1,
        seed: null,
        max_tokens: 5,
        user: "u",
        metadata: { a: "b" },
        nearside: {},
      },
      undefined,
    ),
  );
  expect(body).toEqual({
    model: "m",
    messages: [{ role: "assistant", content: null }],
    max_tokens: 5,
    user: "u",
    metadata: { a: "b" },
    stream: true,
    stream_options: { include_usage: true },
  });
});

test.each([
  ["https://a.example/v1", "https://a.example/v1/chat/completions"],
  ["https://a.example/v1/", "https://a.example/v1/chat/completions"],
  ["https://a.example/v1?api-version=2#x", "https://a.example/v1/chat/completions?api-version=2"],
  ["/relay", "https://page.example/relay/chat/completions"],
])("the base %s is posted to at %s", (base, destination) => {
  expect(destinationOf(base, PAGE)).toBe(destination);
});

const wrong: readonly [string, object][] = [
  ["an authorization header", { headers: { Authorization: "Bearer x" } }],
  ["a cookie header", { headers: { cookie: "a=b" } }],
  ["a host header", { headers: { host: "b" } }],
  ["a header name with a space", { headers: { "a b": "c" } }],
  ["a header value with a line end", { headers: { a: "b\r\nc: d" } }],
  ["a key that no header can hold", { apiKey: "clé\u4e00" }],
  ["a negative deadline", { timeouts: { headersMs: -1 } }],
  ["an endless deadline", { timeouts: { firstTokenMs: Infinity } }],
  ["a deadline that is no number", { timeouts: { betweenTokensMs: NaN } }],
  ["half a retry", { maxRetries: 0.5 }],
  ["retries below 0", { maxRetries: -1 }],
];
test.each(wrong)("%s is refused with options_invalid", (_name, more) => {
  expect(() => checkCloudOptions({ ...OPTIONS, ...more })).toThrow(
    expect.objectContaining({ code: "options_invalid" }),
  );
});

test("a key in the place of another option is not quoted", () => {
  const misplaced = { ...OPTIONS, getToken: "sk-misplaced" } as unknown as CloudOptions;
  expect(() => checkCloudOptions(misplaced)).toThrow(/^(?!.*sk-misplaced)/);
});

import type { Page } from "@playwright/test";
import type { ChatRequest, CloudOptions } from "../../src/index.ts";
import { answer, reasoningThenAnswer } from "../servers/answer-scripts.ts";
import { startLlamaServer } from "../servers/llama-server.ts";
import { badJsonAfter, cutAfter, inTurn, refusal, webPage } from "../servers/fault-scripts.ts";
import {
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from "../servers/scripted-server.ts";
import { startRouterHarness } from "./harness/router/router-server.ts";
import type { AskOptions, Told } from "./harness/router/router-page.ts";
import { expect, test } from "./support/nearside-test.ts";

const HARD =
  "Let f(x) = x^3 - 3x + 1 with roots a, b, c. Find (a^5 + b^5 + c^5) / (abc) exactly, step by step.";
const EASY = "Say hello.";

let page: Page;
let harness: { url: string; close: () => Promise<void> };
let cloud: ScriptedServer | null = null;

test.beforeAll(async () => {
  harness = await startRouterHarness();
});
test.afterAll(() => harness.close());
test.beforeEach(async ({ page: fresh }) => {
  page = fresh;
  await openPage();
});
test.afterEach(async () => {
  await page.evaluate(() => window.harness.dispose()).catch(() => undefined);
  await cloud?.close();
  cloud = null;
});

async function openPage(): Promise<void> {
  await page.goto(harness.url);
  await page.waitForFunction(() => "harness" in window);
}

async function startCloud(script: Script): Promise<CloudOptions> {
  cloud = await startScriptedServer(script);
  return {
    baseUrl: `${cloud.url}/v1`,
    models: [{ id: "large", ability: 3 }],
    apiKey: "sk-canary-4711",
  };
}

const request = (content: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: "auto",
  messages: [{ role: "user", content }],
  max_completion_tokens: 12,
  ...more,
});

const open = (options: Parameters<typeof window.harness.open>[0]): Promise<void> =>
  page.evaluate((given) => window.harness.open(given), options);
const ask = (asked: ChatRequest, options: AskOptions = {}): Promise<Told> =>
  page.evaluate(([one, two]) => window.harness.ask(one, two), [asked, options] as const);

test("an easy question is answered on the device with the network off", async ({ context }) => {
  await open({});
  await page.evaluate(() => window.harness.load());
  await ask(request(EASY));
  await context.setOffline(true);
  const told = await ask(request(EASY));
  expect(told.code).toBeNull();
  expect(told.text.length).toBeGreaterThan(0);
  expect(told.report).toMatchObject({ place: "device", sentBytes: 0, isIncomplete: false });
  expect(told.stages).toEqual(["read", "guard", "decide", "device"]);
  await context.setOffline(false);
});

test("a hard one is escalated and streamed, its thoughts kept apart", async () => {
  await open({
    cloud: await startCloud(reasoningThenAnswer("reasoning_content", "hm", "Forty-two.")),
  });
  const told = await ask(request(HARD));
  expect(told).toMatchObject({ code: null, text: "Forty-two." });
  expect(told.report).toMatchObject({ place: "cloud", model: "large" });
  expect(told.stages.at(-1)).toBe("cloud");
  expect(await page.evaluate(() => window.harness.status().sent.messages)).toBe(1);
  const sent = JSON.parse(cloud?.requests[0]?.body ?? "{}") as { model: string };
  expect(sent.model).toBe("large");
});

test("a real llama.cpp server answers as the cloud: streamed, with its usage", async () => {
  const server = await startLlamaServer();
  try {
    await open({ cloud: { baseUrl: `${server.url}/v1`, models: [{ id: "smollm2" }] } });
    const told = await ask(request("Say hello.", { model: "cloud" }));
    expect(told.code).toBeNull();
    expect(told.text.length).toBeGreaterThan(0);
    expect(told.chunks).toBeGreaterThan(3);
    const [record] = await page.evaluate(() => window.harness.records());
    expect(record).toMatchObject({ status: "answered", place: "cloud" });
    expect(record?.usage?.completionTokens).toBeGreaterThan(0);
  } finally {
    await server.close();
  }
});

test("preview equals what then happens", async () => {
  await open({ cloud: await startCloud(answer("far")) });
  const preview = await page.evaluate((asked) => window.harness.preview(asked), request(HARD));
  const told = await ask(request(HARD), { decision: preview });
  expect(told.report?.pathId).toBe(preview.path.id);
  expect(cloud?.requests).toHaveLength(1);
});

test("@long the caller forces device, cloud and an id", async () => {
  await open({ cloud: await startCloud(answer("far")) });
  const place = async (model: string) => (await ask(request(HARD, { model }))).report?.place;
  expect(await place("device")).toBe("device");
  expect(await place("cloud")).toBe("cloud");
  expect(await place("large")).toBe("cloud");
  expect((await ask(request(HARD, { model: "nobody" }))).code).toBe("model_unknown");
});

test("consent refused leads elsewhere, and nothing leaves", async () => {
  await open({ cloud: await startCloud(answer("far")) });
  await page.evaluate(() => window.harness.answerConsent("keep"));
  const told = await ask(request(HARD));
  expect(told.report).toMatchObject({ place: "device", isUnsure: true });
  expect(cloud?.requests).toHaveLength(0);
});

test("with findings the person sees the exact bytes, and those leave", async () => {
  await open({ cloud: await startCloud(answer("far")) });
  await ask(request(`${HARD} Mail me at jane.doe@example.com`));
  const [question] = await page.evaluate(() => window.harness.questions());
  expect(question?.findings.map(({ kind }) => kind)).toContain("EMAIL");
  expect(question?.body).toBe(cloud?.requests[0]?.body);
  const found = question?.findings.find(({ kind }) => kind === "EMAIL");
  expect(question?.body.slice(found?.start, found?.end)).toBe("jane.doe@example.com");
});

test("a router that can ask nobody refuses with consent_required", async () => {
  await open({ cloud: await startCloud(answer("far")), canAsk: false, device: false });
  expect((await ask(request(HARD))).code).toBe("consent_required");
  expect(cloud?.requests).toHaveLength(0);
});

test("abort during load, prefill and streaming: each is followed by a request that works", async () => {
  await open({});
  expect((await ask(request(EASY), { abortAfterMs: 150 })).code).toBe("AbortError");
  expect((await ask(request(EASY))).code).toBeNull();
  const long = request(`${"The cat sat on the mat. ".repeat(40)}Why?`);
  expect((await ask(long, { abortAfterMs: 700 })).code).toBe("AbortError");
  const streaming = await ask(request("Tell me a story.", { max_completion_tokens: 200 }), {
    abortAfterChunks: 3,
  });
  expect(streaming.code).toBe("AbortError");
  expect((await ask(request(EASY))).code).toBeNull();
});

test("after a reload the second decision comes from IndexedDB, and a changed dial makes it anew", async () => {
  const options = { cloud: await startCloud(answer("far")), privacy: "allow" } as const;
  await open(options);
  expect((await ask(request(HARD))).report?.isDecisionCached).toBe(false);
  await page.evaluate(() => window.harness.dispose());
  await openPage();
  await open(options);
  expect((await ask(request(HARD))).report?.isDecisionCached).toBe(true);
  const dialled = request(HARD, { nearside: { preference: 0.9 } });
  expect((await ask(dialled)).report?.isDecisionCached).toBe(false);
});

test("a wrong key, 404, 429, 500 and a web page each give their code, and the next request works", async () => {
  const faults = [refusal(401), refusal(404), refusal(429), refusal(500), webPage] as const;
  const options = await startCloud(inTurn(...faults, answer("far")));
  await open({ cloud: { ...options, maxRetries: 0 }, privacy: "allow" });
  const codes: (string | null)[] = [];
  for (let turn = 0; turn <= faults.length; turn++)
    codes.push((await ask(request(HARD, { model: "cloud" }))).code);
  expect(codes).toEqual([
    "cloud_unauthorized",
    "cloud_not_found",
    "cloud_rate_limited",
    "cloud_failed",
    "cloud_malformed",
    null,
  ]);
});

test("a stream that breaks keeps its part, marked incomplete, and the next request works", async () => {
  const options = await startCloud(
    inTurn(cutAfter("half of"), badJsonAfter("half of"), answer("far")),
  );
  await open({ cloud: options, privacy: "allow" });
  for (const code of ["cloud_stream_broken", "cloud_malformed"]) {
    const told = await ask(request(HARD, { model: "cloud" }));
    expect(told).toMatchObject({ code, text: "half of", partialText: "half of" });
    expect(told.report?.isIncomplete).toBe(true);
  }
  expect((await ask(request(HARD, { model: "cloud" }))).text).toBe("far");
});

test("little confidence and no cloud: said, or withheld", async () => {
  await open({});
  expect((await ask(request(HARD))).report?.isUnsure).toBe(true);
  const withheld = await ask(request(HARD, { nearside: { whenUnsure: "withhold" } }));
  expect(withheld).toMatchObject({ code: "answer_withheld", text: "" });
});

test("the record of a request holds no word of it", async () => {
  await open({ cloud: await startCloud(answer("far")), privacy: "allow" });
  await ask(request(`${HARD} zebrafish`));
  const records = await page.evaluate(() => window.harness.records());
  expect(records).toHaveLength(1);
  expect(JSON.stringify(records)).not.toContain("zebrafish");
  expect(records[0]).toMatchObject({
    status: "answered",
    place: "cloud",
    sent: [{ model: "large" }],
  });
});

test("bad input is refused with its code before anything runs", async () => {
  await open({});
  const bad: readonly (readonly [unknown, string])[] = [
    [{ model: "auto" }, "request_invalid"],
    [{ model: "auto", messages: [] }, "messages_missing"],
    [{ model: "auto", messages: [{ role: "bot", content: "x" }] }, "role_unknown"],
    [request("  "), "text_empty"],
    [request("half \ud83d"), "text_malformed"],
    [request("x".repeat(5 * 1024 * 1024)), "text_too_long"],
    [request("word ".repeat(200_000)), "context_overflow"],
  ];
  for (const [input, code] of bad) expect((await ask(input as ChatRequest)).code).toBe(code);
});

import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { browserModelAvailability, SESSION_LANGUAGES } from "../../../src/device/browser-model.ts";
import { BrowserModelEngine } from "../../../src/device/browser-model-engine.ts";
import type { RunEvent } from "../../../src/device/language-engine.ts";
import { FakePromptApi } from "../../fakes/fake-prompt-api.ts";

const LOAD = { contextTokens: 4_096, threads: 1, usesGpu: false };
const failsWith = (code: string) => expect.objectContaining({ code }) as Error;

let api: FakePromptApi;
let engine: BrowserModelEngine;
let events: RunEvent[];

beforeEach(() => {
  api = new FakePromptApi();
  engine = new BrowserModelEngine({ api });
  events = [];
});

const load = (onProgress: (loaded: number, total: number) => void = () => {}) =>
  engine.load("browser-model", { weights: [] }, LOAD, onProgress);
const says = (content: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: "browser-model",
  messages: [{ role: "user", content }],
  ...more,
});
const start = (request: ChatRequest) => engine.run(request, {}, (event) => events.push(event));
const textSoFar = () => events.map((event) => (event.type === "token" ? event.text : "")).join("");

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe("availability", () => {
  test("is the browser's word, and unavailable where there is no API", async () => {
    api.script.availability = "downloadable";
    expect(await browserModelAvailability(api)).toBe("downloadable");
    expect(await browserModelAvailability(null)).toBe("unavailable");
  });

  test("an API that fails, hangs or says something new has no model", async () => {
    const answers = [
      () => Promise.reject(new Error("no")),
      () => new Promise<never>(() => undefined),
      () => Promise.resolve("perhaps"),
    ];
    for (const availability of answers) {
      const odd = Object.assign(new FakePromptApi(), { availability });
      expect(await browserModelAvailability(odd, 5)).toBe("unavailable");
    }
  });
});

describe("loading", () => {
  test("the session is asked for before anything is awaited, as a gesture wants it", async () => {
    const loading = load();
    expect(api.created).toHaveLength(1);
    await loading;
  });

  test("a download is told in hundredths that only grow, and then the model is loaded", async () => {
    api.script.availability = "downloadable";
    const told: number[][] = [];
    await load((loaded, total) => told.push([loaded, total]));
    expect(told).toEqual([
      [0, 100],
      [50, 100],
      [100, 100],
    ]);
    expect(engine.loadedModel).toBe("browser-model");
  });

  test.each([
    ["NotAllowedError", "model_not_downloaded"],
    ["NotSupportedError", "model_unsupported"],
    ["UnknownError", "engine_failed"],
  ])("%s is %s, and the next load works", async (name, code) => {
    api.script.createFailure = name;
    await expect(load()).rejects.toThrow(failsWith(code));
    expect(engine.loadedModel).toBeNull();
    api.script.createFailure = null;
    await load();
    expect(engine.loadedModel).toBe("browser-model");
  });

  test("a browser without the API is model_unsupported", async () => {
    engine = new BrowserModelEngine({ api: null });
    await expect(load()).rejects.toThrow(failsWith("model_unsupported"));
  });

  test("a start that is silent too long is worker_timeout", async () => {
    engine = new BrowserModelEngine({ api, loadSilenceMs: 20 });
    api.script.createHangs = true;
    await expect(load()).rejects.toThrow(failsWith("worker_timeout"));
  });

  test("two loads at once leave one session", async () => {
    await Promise.all([load(), load()]);
    expect(api.open).toBe(1);
  });
});

describe("answering", () => {
  beforeEach(() => load());

  test("pieces come as tokens without a probability, then one end with the usage", async () => {
    const end = await start(says("one two")).ended;
    expect(textSoFar()).toBe("You said: one two.");
    expect(events.map(({ type }) => type)).toEqual(["prompt-read", "token", "token", "token"]);
    expect(events.every((event) => !("logprob" in event))).toBe(true);
    expect(end).toMatchObject({
      type: "end",
      finishReason: "stop",
      usage: { promptTokens: 2, completionTokens: 3 },
    });
  });

  test("a conversation is told anew each time, its system messages first and as one", async () => {
    await start(
      says("", {
        messages: [
          { role: "system", content: "Be brief." },
          { role: "user", content: "Hi" },
          { role: "developer", content: "Be kind." },
          { role: "assistant", content: "Hello" },
          { role: "user", content: "And now?" },
        ],
      }),
    ).ended;
    expect(api.created.at(-1)?.initialPrompts).toEqual([
      { role: "system", content: "Be brief.\n\nBe kind." },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
    ]);
    expect(textSoFar()).toContain("And now?");
  });

  test("nothing of one request is in the next, and its session is destroyed", async () => {
    await start(says("secret")).ended;
    await start(says("other")).ended;
    expect(JSON.stringify(api.created.at(-1))).not.toContain("secret");
    expect(api.open).toBe(1);
  });

  test("a schema becomes the constraint of the answer", async () => {
    const schema = { type: "object", properties: { a: { type: "number" } } };
    const format = { type: "json_schema", json_schema: { name: "a", schema } } as const;
    await start(says("x", { response_format: format })).ended;
    await start(says("x", { response_format: { type: "json_object" } })).ended;
    await start(says("x")).ended;
    expect(api.constraints).toEqual([schema, { type: "object" }, undefined]);
  });

  test("an answer that reaches its limit ends with length", async () => {
    const end = await start(says("hi", { max_completion_tokens: 2 })).ended;
    expect(end).toMatchObject({ finishReason: "length", usage: { completionTokens: 2 } });
    expect(textSoFar()).toBe("You said: hi");
  });

  test("an answer ends before a stop word, also where that comes in pieces", async () => {
    api.script.answer = () => ["a<", "/en", "d>b", "c"];
    const end = await start(says("hi", { stop: "</end>" })).ended;
    expect(end.finishReason).toBe("stop");
    expect(textSoFar()).toBe("a");
  });

  test("what only looked like a stop word is told in the end", async () => {
    api.script.answer = () => ["a</e"];
    await start(says("hi", { stop: ["</end>"] })).ended;
    expect(textSoFar()).toBe("a</e");
  });

  test("a stop ends the run, keeps the model, and the next request works", async () => {
    api.script.staysOpen = true;
    const run = start(says("hi"));
    await until(() => textSoFar() === "You said: hi.");
    run.stop();
    expect(await run.ended).toMatchObject({
      finishReason: "stopped",
      usage: { completionTokens: 3 },
    });
    expect(engine.loadedModel).toBe("browser-model");
    expect(api.open).toBe(1);
    api.script.staysOpen = false;
    await start(says("again")).ended;
  });

  test.each([
    ["QuotaExceededError", "context_overflow"],
    ["NotSupportedError", "unsupported_parameter"],
  ])("%s while answering is %s, and the model stays", async (name, code) => {
    api.script.promptFailure = name;
    await expect(start(says("hi")).ended).rejects.toThrow(failsWith(code));
    expect(engine.loadedModel).toBe("browser-model");
    expect(api.open).toBe(1);
  });

  test("a failure of the model itself unloads it, and it can be loaded again", async () => {
    api.script.promptFailure = "UnknownError";
    await expect(start(says("hi")).ended).rejects.toThrow(failsWith("engine_failed"));
    expect([engine.loadedModel, api.open]).toEqual([null, 0]);
    api.script.promptFailure = null;
    await load();
    await start(says("hi")).ended;
  });

  test("an answer that hangs is worker_timeout", async () => {
    engine = new BrowserModelEngine({ api, tokenSilenceMs: 20 });
    await load();
    api.script.staysOpen = true;
    await expect(start(says("hi")).ended).rejects.toThrow(failsWith("worker_timeout"));
  });

  test("an answer that is slow, but not silent, comes whole", async () => {
    engine = new BrowserModelEngine({ api, tokenSilenceMs: 50 });
    await load();
    let pieces: ReadableStreamDefaultController<string> | undefined;
    const stream = new ReadableStream<string>({
      start: (controller) => void (pieces = controller),
    });
    const session = await api.create({ ...SESSION_LANGUAGES });
    api.create = () => Promise.resolve({ ...session, promptStreaming: () => stream });
    vi.useFakeTimers();
    try {
      const { ended } = start(says("hi"));
      for (const piece of ["slow", "ly"]) {
        await vi.advanceTimersByTimeAsync(40);
        pieces?.enqueue(piece);
      }
      await vi.advanceTimersByTimeAsync(40);
      pieces?.close();
      expect((await ended).finishReason).toBe("stop");
      expect(textSoFar()).toBe("slowly");
    } finally {
      vi.useRealTimers();
    }
  });

  test("pictures and functions are unsupported_parameter, no message is messages_missing", async () => {
    const picture = { type: "image_url", image_url: { url: "data:," } } as const;
    const tool = { type: "function", function: { name: "f" } } as const;
    const withPicture = says("", { messages: [{ role: "user", content: [picture] }] });
    const unsupported = failsWith("unsupported_parameter");
    await expect(start(withPicture).ended).rejects.toThrow(unsupported);
    await expect(start(says("x", { tools: [tool] })).ended).rejects.toThrow(unsupported);
    const empty = says("", { messages: [{ role: "system", content: "x" }] });
    await expect(start(empty).ended).rejects.toThrow(failsWith("messages_missing"));
  });

  test("without the browser's counting, tokens are estimated by length", async () => {
    const create = api.create.bind(api);
    api.create = async (options) => {
      const { promptStreaming, destroy } = await create(options);
      return { promptStreaming, destroy };
    };
    const end = await start(says("12345678")).ended;
    expect(end.usage.promptTokens).toBe(2);
  });

  test("an older browser counts under the older name", async () => {
    const create = api.create.bind(api);
    api.create = async (options) => {
      const { promptStreaming, destroy } = await create(options);
      const measureInputUsage = () => Promise.resolve(7);
      return { promptStreaming, destroy, inputUsage: 5, measureInputUsage };
    };
    const end = await start(says("hi")).ended;
    expect(end.usage.promptTokens).toBe(12);
  });
});

describe("ending", () => {
  test("a run without a loaded model is engine_failed", async () => {
    await expect(start(says("hi")).ended).rejects.toThrow(failsWith("engine_failed"));
  });

  test("an end fails what runs with its code, gives the memory back, and can load anew", async () => {
    await load();
    api.script.staysOpen = true;
    const { ended } = start(says("hi"));
    await until(() => textSoFar() !== "");
    engine.end("worker_died");
    await expect(ended).rejects.toThrow(failsWith("worker_died"));
    expect([engine.loadedModel, api.open]).toEqual([null, 0]);
    await load();
    expect(engine.loadedModel).toBe("browser-model");
  });

  test("an end fails a load that is under way", async () => {
    const loading = load();
    engine.end("worker_died");
    await expect(loading).rejects.toThrow(failsWith("worker_died"));
    expect(engine.loadedModel).toBeNull();
  });

  test("a session that comes after the end is destroyed", async () => {
    let deliver = () => {};
    let destroyed = 0;
    const session = Object.assign(await api.create({ ...SESSION_LANGUAGES }), {
      destroy: () => destroyed++,
    });
    api.create = () => new Promise((resolve) => (deliver = () => resolve(session)));
    const loading = load();
    engine.end("worker_died");
    await expect(loading).rejects.toThrow(failsWith("worker_died"));
    deliver();
    await until(() => destroyed > 0);
    expect([destroyed, engine.loadedModel]).toEqual([1, null]);
  });

  test("after dispose every call is router_disposed", async () => {
    await load();
    engine.dispose();
    await expect(load()).rejects.toThrow(failsWith("router_disposed"));
    await expect(start(says("hi")).ended).rejects.toThrow(failsWith("router_disposed"));
    expect(api.open).toBe(0);
  });
});
